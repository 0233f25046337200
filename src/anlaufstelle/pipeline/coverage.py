"""What a town has, seen from its people: which sources serve it, and how near each need of the minimum set is answered.

Asked of the published catalogue, so whatever counts here is what a visitor finds.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from anlaufstelle.catalogue import read
from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import area, minimum, needs, values
from anlaufstelle.vocabulary.minimum import Basic

REACHES: tuple[area.Reach, ...] = ("local", "regional", "national")


class Answered(Struct, frozen=True, kw_only=True):
    """A need of the minimum set in one town. `reach` is None where nobody answers it; `names` are the nearest who do,
    those for just this need first; `look` are ways to find more."""

    need: str
    caption: str
    why: str
    wish: area.Reach
    reach: area.Reach | None
    names: tuple[str, ...] = ()
    look: tuple[str, ...] = ()

    @property
    def wanting(self) -> bool:
        return self.reach is None or REACHES.index(self.reach) > REACHES.index(self.wish)


class Coverage(Struct, kw_only=True):
    """`sources`: by source id, how many of its services reach the town, and from how near."""

    ags: str
    name: str
    sources: dict[str, dict[area.Reach, int]] = field(default_factory=dict)
    needs: tuple[Answered, ...] = ()

    @property
    def missing(self) -> tuple[Answered, ...]:
        return tuple(one for one in self.needs if one.reach is None)

    @property
    def wanting(self) -> tuple[Answered, ...]:
        return tuple(one for one in self.needs if one.wanting)


def of_town(ags: str) -> Coverage:
    town = area.get(ags)
    serving: list[tuple[area.Reach, Entry]] = []
    signposts: dict[str, Entry] = {}
    for entry in read.stream("service"):
        signposts.update((source.key, entry) for source in entry.sources)
        if reach := area.serves(entry.areas, ags):
            serving.append((reach, entry))
    return Coverage(
        ags=ags,
        name=town.name,
        sources=_sources(serving),
        needs=tuple(_answered(basic, serving, signposts) for basic in minimum.load()),
    )


def _sources(serving: Iterable[tuple[area.Reach, Entry]]) -> dict[str, dict[area.Reach, int]]:
    found: dict[str, Counter[area.Reach]] = {}
    for reach, entry in serving:
        for source in entry.sources[:1]:
            found.setdefault(source.source, Counter())[reach] += 1
    return {source: {reach: counts[reach] for reach in REACHES if counts[reach]} for source, counts in found.items()}


def _answered(basic: Basic, serving: list[tuple[area.Reach, Entry]], signposts: dict[str, Entry]) -> Answered:
    by_reach = _by_reach(basic, serving)
    nearest = next((reach for reach in REACHES if reach in by_reach), None)
    return Answered(
        need=basic.need,
        caption=needs.load().caption(basic.need, "de"),
        why=basic.why,
        wish=basic.wish,
        reach=nearest,
        names=tuple(name for _, name in sorted(by_reach[nearest])) if nearest else (),
        look=tuple(_way(signposts[key]) for key in basic.look if key in signposts),
    )


def _by_reach(basic: Basic, serving: list[tuple[area.Reach, Entry]]) -> dict[area.Reach, list[tuple[bool, str]]]:
    """Those for just this need, where they are near enough: a poison centre is no 112. Else all of its family."""
    exact = {reach for reach, entry in serving if basic.need in entry.needs}
    enough = any(REACHES.index(reach) <= REACHES.index(basic.wish) for reach in exact)
    family = {basic.need} if enough else basic.family
    found: dict[area.Reach, list[tuple[bool, str]]] = {}
    for reach, entry in serving:
        if not family.isdisjoint(entry.needs):
            found.setdefault(reach, []).append((basic.need not in entry.needs, entry.name))
    return found


def _way(entry: Entry) -> str:
    """A signpost in one line: its name, and where to look or whom to call."""
    ways = [
        getattr(entry.record, "url", None),
        *(values.phone_caption(phone.number) for phone in entry.record.phones[:1]),
    ]
    return ", ".join([entry.name, *(way for way in ways if way)])


def lines(told: Coverage) -> list[str]:
    """For a terminal: where help comes from, how near, and what somebody should look for."""
    found = [f"{told.name} ({told.ags})", "", "Sources that reach it:"]
    for source, counts in sorted(told.sources.items()):
        found.append(f"  {source}: " + ", ".join(f"{count} {reach}" for reach, count in counts.items()))
    found += ["", "What every town needs:"]
    for one in told.needs:
        found.append(f"  {one.reach or 'MISSING':8}  {one.caption}: {', '.join(one.names[:3]) or one.why}")
    if told.wanting:
        found += ["", "To be looked for:"]
    for one in told.wanting:
        nearest = f"only {one.reach}" if one.reach else "not at all"
        found.append(f"  no {one.wish} answer for “{one.caption}” ({nearest}). {one.why}")
        found.extend(f"      look at: {way}" for way in one.look)
    return found
