"""What assembling needs to know beside the cluster and its lines."""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct


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
    """`entry_of` says which entry a record speaks for; None for a record nobody has received."""

    today: date
    sources: Mapping[str, SourceFacts]
    entry_of: Callable[[str], str | None]

    def facts(self, source: str) -> SourceFacts:
        return self.sources.get(source) or SourceFacts(id=source)
