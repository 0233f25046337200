"""XZuFi 2.2 and 2.3, the transfer messages of the federal states' directories: one file, or a folder of numbered ones.

The last word counts: `schreibe` replaces what an earlier one wrote under the same id, `loesche` takes it back. A
service is a Leistung as one office provides it; which office and for which area, the Zuständigkeiten say.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..raw_ids import raw_id
from ..sheet import Options
from . import xzufi_parts as parts
from .refuse import refuse
from .xml_tree import Node, elements
from .xzufi_objects import office, service

Data = dict[str, Any]
Rows = Iterator[tuple[int, Data]]
MESSAGES = frozenset({"schreibe", "loesche"})
KINDS = ("leistung", "organisationseinheit", "zustaendigkeitTransferObjekt")
CLASSES = {"zustaendigkeit": "zustaendigkeitTransferObjekt"}
PROVIDES = ("01", "02")
MOST = 1_000_000
"""Objects kept until the offices of a service are known; more is a whole Land, which wants to be cut first."""


def read(path: Path, options: Options) -> Rows:
    known: dict[str, dict[str, tuple[int, Node]]] = {kind: {} for kind in KINDS}
    left: list[tuple[int, Data]] = []
    count = 0
    for file in _files(path):
        for line, message in elements(file, MESSAGES):
            count += 1
            if count > MOST:
                raise refuse(file, line, f"there are more than {MOST:,} messages", "cut out your own area first")
            if message.name == "loesche":
                _take_back(known, message)
            else:
                left += _write(known, line, message)
    if not count:
        raise refuse(
            path, 1, "there is no `schreibe` in it, so it is no message of XZuFi", "fetch the whole file again"
        )
    yield from _documents(known, left)
    yield from left


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.xml")) if path.is_dir() else [path]


def _take_back(known: dict[str, dict[str, tuple[int, Node]]], message: Node) -> None:
    stated = message.attributes.get("klasse") or parts.code(message.first("klasse"))
    kind = CLASSES.get(stated[:1].lower() + stated[1:], stated[:1].lower() + stated[1:])
    gone = parts.key(message.first("id"))
    for name, objects in known.items():
        if kind in ("", name):
            objects.pop(gone, None)


def _write(known: dict[str, dict[str, tuple[int, Node]]], line: int, message: Node) -> Rows:
    for node in message.children:
        if node.name not in known:
            yield line, _left(node.name, "are of a kind that is not read")
        elif key := parts.key(node.first("id")):
            known[node.name][key] = (line, node)
        else:
            yield line, _left(node.name, "have no id, and were left out")


def _left(name: str, why: str) -> Data:
    return {"left": {"name": name, "why": why}}


def _documents(known: dict[str, dict[str, tuple[int, Node]]], left: list[tuple[int, Data]]) -> Rows:
    leistungen, offices, duties = (known[kind] for kind in KINDS)
    provided = _provided(leistungen, offices, duties, left)
    places: dict[str, list[str]] = {}
    for key, (line, node) in offices.items():
        made = office(key, node)
        places[key] = [place["id"] for place in made.get("locations", ())]
        yield line, made
    for key, (line, node) in leistungen.items():
        for by, areas in (provided.get(key) or {"": []}).items():
            made = service(key, node, areas)
            made["id"] = raw_id("service", f"{key}@{by}" if by else key)
            for one in made.get("entry", {}).get("sources", ()) if by else ():
                one["key"] += f"@{by}"  # one Leistung of two offices is two services
            if by:
                made["organization_id"] = raw_id("organization", by)
            if by and places.get(by):
                made["service_at_locations"] = [{"location_id": id} for id in places[by]]
            yield line, made


def _provided(
    leistungen: dict[str, tuple[int, Node]],
    offices: dict[str, tuple[int, Node]],
    duties: dict[str, tuple[int, Node]],
    left: list[tuple[int, Data]],
) -> dict[str, dict[str, list[Node]]]:
    """Leistung to office to areas. Who only answers questions counts where nobody provides it."""
    found: dict[str, dict[bool, dict[str, list[Node]]]] = {}
    own = [
        (line, key, duty) for key, (line, node) in offices.items() for duty in node.all("zustaendigkeit")
    ]  # an office may carry its duties itself
    own += [(line, parts.key(duty.first("organisationseinheitID")), duty) for line, duty in duties.values()]
    for line, by, duty in own:
        what = parts.key(duty.first("leistungID"))
        if what not in leistungen or by not in offices:
            left.append((line, _left("zustaendigkeit", "name a Leistung or an office that there is not")))
            continue
        provides = (parts.code(duty.first("rolle")) or PROVIDES[0]) in PROVIDES
        found.setdefault(what, {}).setdefault(provides, {}).setdefault(by, []).extend(duty.all("gebietID"))
    return {what: by_role.get(True) or by_role[False] for what, by_role in found.items()}
