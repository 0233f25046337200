"""What another Anlaufstelle says of an entry beyond its record (`entry` in the document).

All sources that speak for it, where it was born, whom it serves: read as strictly as the record itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..record.licences import forbids
from ..record.received import Origin, SourceRef, Told
from .context import Context

AREA = re.compile(r"DE|~?\d{2,12}(?::.{1,100})?|net:[a-z0-9-]{1,56}")
MOST = 50
"""Sources of one entry; a neighbour that names more is not believed."""
Data = dict[str, Any]


def about(context: Context, entry: Mapping[str, Any]) -> Data:
    """What `Received` says beside the record; call after `context.turn`."""
    stated = entry.get("sources")
    sources = [one for one in stated if isinstance(one, Mapping)] if isinstance(stated, list) else []
    first: Mapping[str, Any] = sources[0] if sources else {}
    named = {
        "source_url": first.get("url"),
        "source_date": entry.get("source_date") or first.get("date"),
        "licence": first.get("licence"),
    }
    found: Data = {name: value for name, value in named.items() if isinstance(value, str)}
    if sources:
        found["told"] = Told(sources=tuple(_further(context, sources[1:])), areas=tuple(_areas(context, entry)))
    born = first.get("origin") if isinstance(first.get("origin"), Mapping) else first
    match born:
        case {"source": str(source), "key": str(key)} if source != context.sheet.id:
            return found | {"origin": Origin(source, key)}
    return found


def inside(about: Data) -> Data:
    """What of it holds for a record that only stands inside the document. Of several licences one that forbids passing
    on decides."""
    told: Told | None = about.get("told")
    licences = [about.get("licence"), *(ref.licence for ref in (told.sources if told else ()))]
    licence = next((one for one in licences if forbids(one)), licences[0])
    return {"licence": licence} if licence else {}


def _further(context: Context, stated: list[Mapping[str, Any]]) -> Iterator[SourceRef]:
    for number, one in enumerate(stated):
        try:
            if number >= MOST:
                raise msgspec.ValidationError(f"more than {MOST} sources")
            yield msgspec.convert(one, SourceRef)
        except msgspec.ValidationError as error:
            _odd(
                context,
                f"entry.sources[{number + 1}]",
                f"A further source of the entry cannot be read ({error}); left out.",
            )
            if number >= MOST:
                return


def _areas(context: Context, entry: Mapping[str, Any]) -> Iterator[str]:
    stated = entry.get("areas", [])
    for one in stated if isinstance(stated, list) else [stated]:
        if isinstance(one, str) and AREA.fullmatch(one):
            yield one
        else:
            _odd(context, "entry.areas", "This is no code of an area; left out.")


def _odd(context: Context, path: str, message: str) -> None:
    context.signal("bad-entry", message, "Ask the neighbour; the record itself was read.", path=path)
