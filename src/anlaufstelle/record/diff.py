"""What changed between two states of a record, in words an editor reads: `Telefon „Zentrale“: 02366 1 → 02366 2`.

Parts are compared by id, never by place in a list; their order is no change.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal

from msgspec import Struct

from anlaufstelle.errors import BadRecord

from .diff_words import FIELDS, caption, change
from .model import AnyRecord
from .paths import KNOWN_NONE, Slot, slots

_MAIN: Final = {
    "phones": "number",
    "languages": "code",
    "schedules": "opening_hours",
    "service_areas": "name",
    "additional_urls": "url",
    "additional_websites": "url",
    "required_documents": "document",
    "organization_identifiers": "identifier",
    "accessibility": "description",
    "funding": "source",
}
"""The field that a part is mostly about: its name would say nothing that the part's does not."""

_TITLES: Final = ("description", "name", "title", "label", "option", "type")
_SKIPPED: Final = {"id", "translations", "known_none"}
_SUMMARY: Final = 120


class Change(Struct, frozen=True, kw_only=True):
    """`before`/`after` are typed as in the record: a value, a part, KNOWN_NONE, or None where there was nothing."""

    path: str
    kind: Literal["added", "removed", "changed"]
    before: Any
    after: Any
    words: str


def diff(old: AnyRecord, new: AnyRecord) -> tuple[Change, ...]:
    """Every change from `old` to `new` in the order of the model's fields; a part that came or went is one change."""
    if type(old) is not type(new):
        raise BadRecord(f"a record of kind {old.kind} cannot be compared with one of kind {new.kind}")
    return (*_fields(old, new, "", ""), *_translations(old, new), *_known_none(old, new))


def _fields(old: Struct, new: Struct, prefix: str, where: str) -> Iterator[Change]:
    for name, slot in slots(type(old)).items():
        before, after = getattr(old, name), getattr(new, name)
        if name in _SKIPPED or before == after:
            continue
        label = _label(where, name)
        if slot.holds == "parts":
            yield from _parts(before, after, f"{prefix}{name}", name, where)
        elif slot.holds == "part" and before is not None and after is not None:
            yield from _fields(before, after, f"{prefix}{name}.", f"{label}, ")
        else:
            yield _value(before, after, f"{prefix}{name}", label, name, slot)


def _parts(before: tuple[Any, ...], after: tuple[Any, ...], path: str, name: str, where: str) -> Iterator[Change]:
    old, new = {part.id: part for part in before}, {part.id: part for part in after}
    for part_id in (*old, *(one for one in new if one not in old)):
        there, now = old.get(part_id), new.get(part_id)
        if there == now:
            continue
        at = f"{path}[{part_id}]"
        if there is None and now is not None:
            yield _made("added", at, None, now, f"{where}{FIELDS[name]} ergänzt: {summary(now)}")
        elif now is None and there is not None:
            yield _made("removed", at, there, None, f"{where}{FIELDS[name]} entfernt: {summary(there)}")
        elif there is not None and now is not None:
            label = f"{where}{FIELDS[name]}{_title(there, name)}"
            for one in _fields(there, now, f"{at}.", f"{label}, "):
                main = one.path == f"{at}.{_MAIN.get(name)}"
                words = one.words.replace(f"{label}, {FIELDS[_MAIN[name]]}", label, 1) if main else one.words
                yield _made(one.kind, one.path, one.before, one.after, words)


def _value(before: Any, after: Any, path: str, label: str, name: str, slot: Slot) -> Change:
    if _absent(before):
        return _made("added", path, None, after, f"{label} ergänzt: {_shown(after, name)}")
    if _absent(after):
        return _made("removed", path, before, None, f"{label} entfernt: {_shown(before, name)}")
    if slot.holds == "part" or isinstance(before, dict):
        return _made("changed", path, before, after, f"{label} geändert")
    return _made("changed", path, before, after, f"{label}: {change(before, after, name)}")


def _translations(old: AnyRecord, new: AnyRecord) -> Iterator[Change]:
    before = {(one.path, one.language): one for one in old.translations}
    after = {(one.path, one.language): one for one in new.translations}
    for key in (*before, *(one for one in after if one not in before)):
        there, now = before.get(key), after.get(key)
        path, language = key
        at, field = f"{path}[{language}]", path.rpartition(".")[2].partition("[")[0]
        label = f"{FIELDS.get(field, field)} ({language})"
        if there is None and now is not None:
            yield _made("added", at, None, now.text, f"{label} ergänzt: {_shown(now.text, field)}")
        elif now is None and there is not None:
            yield _made("removed", at, there.text, None, f"{label} entfernt: {_shown(there.text, field)}")
        elif there and now and there.text != now.text:
            yield _made("changed", at, there.text, now.text, f"{label}: {change(there.text, now.text, field)}")
        elif there and now and there.origin != now.origin:
            words = f"{label}: {_ORIGINS[there.origin]} → {_ORIGINS[now.origin]}"
            yield _made("changed", at, there.text, now.text, words)


_ORIGINS: Final = {"human": "von Menschen", "machine": "maschinell", "machine-checked": "maschinell, geprüft"}


def _known_none(old: AnyRecord, new: AnyRecord) -> Iterator[Change]:
    for path in (one for one in new.known_none if one not in old.known_none):
        yield _made("changed", path, None, KNOWN_NONE, f"{FIELDS.get(path, path)}: gibt es ausdrücklich nicht")
    for path in (one for one in old.known_none if one not in new.known_none):
        yield _made("changed", path, KNOWN_NONE, None, f"{FIELDS.get(path, path)}: nicht mehr als fehlend bekannt")


def _label(where: str, name: str) -> str:
    return f"{where}{FIELDS.get(name, name)}"


def _title(part: Any, name: str) -> str:
    """What tells this part from its neighbours, in quotes."""
    for field in _TITLES:
        text = getattr(part, field, None)
        if isinstance(text, str) and field != _MAIN.get(name) and len(text) <= 40:
            return f" „{text}“"
    return ""


def summary(part: Struct) -> str:
    """The values of a part in one line, without its ids."""
    told = []
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        if name in ("id", "extra") or name.endswith("_id") or _absent(value) or value == slot.empty:
            continue
        if slot.holds == "value":
            told.append(caption(value, name))
        else:
            told += [summary(inner) for inner in (value if slot.holds == "parts" else (value,))]
    return _cut(", ".join(dict.fromkeys(one for one in told if one)))


def _shown(value: Any, name: str) -> str:
    if isinstance(value, Struct):
        return summary(value)
    return "ein Eintrag" if name.endswith(("_id", "_ids")) else _cut(caption(value, name))


def _cut(text: str) -> str:
    return text if len(text) <= _SUMMARY else f"{text[:_SUMMARY].rstrip()} …"


def _absent(value: Any) -> bool:
    return value is None or value in ((), {})


def _made(kind: Literal["added", "removed", "changed"], path: str, before: Any, after: Any, words: str) -> Change:
    return Change(path=path, kind=kind, before=before, after=after, words=words)
