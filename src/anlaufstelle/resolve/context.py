"""What assembling needs to know beside the cluster and its lines."""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from anlaufstelle.record.entry import Point
from anlaufstelle.record.model import Location


def nowhere(location: Location) -> Point | None:
    return None


class SourceFacts(Struct, frozen=True, kw_only=True):
    """`area` is where the source's things are, unless they say otherwise."""

    id: str
    title: str = ""
    licence: str = ""
    area: str = ""
    steward: str = ""
    trust: int = 50
    publishes: bool = True


class Context(Struct, frozen=True, kw_only=True):
    """`entry_of` says which entry a record speaks for; None for a record nobody has received. `point_of` knows where
    a location lies that nobody gave a point."""

    today: date
    sources: Mapping[str, SourceFacts]
    entry_of: Callable[[str], str | None]
    point_of: Callable[[Location], Point | None] = nowhere

    def facts(self, source: str) -> SourceFacts:
        return self.sources.get(source) or SourceFacts(id=source)
