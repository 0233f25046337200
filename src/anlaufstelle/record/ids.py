"""Ids that come from raw, stable facts, so that the same thing has the same address after every harvest."""

from hashlib import sha1
from uuid import UUID

NAMESPACE = UUID("6f1d9f5e-3c52-5b0b-9a55-2f1f0b7c8e11")
"""Root of all derived ids; never changes, or every address of every entry would."""


def record_id(source: str, key: str) -> str:
    """Id of a record: a UUID given by the source passes through (lower case), else UUIDv5 of source and raw key."""
    try:
        return str(UUID(key)) if len(key) == 36 else _uuid5(NAMESPACE.bytes, f"{source}\n{key}")
    except ValueError:
        return _uuid5(NAMESPACE.bytes, f"{source}\n{key}")


def part_id(owner: str, path: str) -> str:
    """Id of a part, from its owner's id and a stable place such as `phones/phone`: it survives a changed value."""
    return _uuid5(bytes.fromhex(owner.replace("-", "")), path)


def _uuid5(namespace: bytes, name: str) -> str:
    """`str(uuid.uuid5(…))` in a third of the time: a harvest makes several for each record."""
    text = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""RFC 4122's two fixed bits, set in one hexadecimal digit."""
