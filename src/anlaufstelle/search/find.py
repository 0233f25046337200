"""The one question all faces ask: what helps this person here?

An answer is complete in itself: it needs no table, and it never pretends. Where nothing fits it says "none" and hands
over to the town instead of showing what merely sounds similar.
"""

import threading
import time
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from msgspec import Struct, structs

from anlaufstelle.vocabulary import area

from . import counts, opening, rank, relax, sealed, speaking, toward
from .answer import Answer, Asked, AskedPlace, Filters, Handover, Result
from .counts import Weighed
from .document import Action, Card, land_of
from .index import Wanted, open_reader
from .index.reader import Condition, Snapshot
from .index.vectors import Similar
from .meaning import encoder
from .query import Query, find_place, legible, read
from .rank import Scored

POOL, FEWER = 100, 30
"""Candidates that are weighed; fewer where every one must be fetched from the disk."""
BEYOND = 2
"""And this share of them more than the page asks for."""

TOWN = 20_000
NEAREST = 40
FITS = ("local", "regional", "national")
LOADING = threading.RLock()
"""Held while a new process loads its tables (`warm`): questions wait for that instead of loading all of it once more
in every thread."""
ADMINISTRATION = Action(kind="phone", value="115", whose="town")
"""The authorities' nationwide number, where an edition names none of its own."""


class TownContact(Protocol):
    @property
    def name(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def website(self) -> str | None: ...


class Edition(Protocol):
    @property
    def areas(self) -> Sequence[str]: ...
    @property
    def districts(self) -> Sequence[str]: ...
    @property
    def contact(self) -> TownContact: ...


def find(  # noqa: PLR0913 - every face asks this one question, each with the few words it knows
    text: str,
    *,
    home: Path,
    place: str | AskedPlace | None = None,
    lang: str = "de",
    limit: int = 10,
    offset: int = 0,
    edition: Edition | None = None,
    filters: Filters | None = None,
    without: Collection[str] = (),
    near: area.Located | None = None,
    at: datetime | None = None,
    counted: bool = False,
) -> Answer:
    """`without` holds keys of chips a person took away ("place:05562020", "spelling"); `near` is their own point.

    `counts` are filled in when asked for (`counted`): they take as long as finding itself. Never raises for anything
    typed; IndexUnavailable when no index was built yet.
    """
    started = time.perf_counter()
    instant = at or opening.now()
    with LOADING:
        snapshot = open_reader(Path(home)).now(instant.date())
    here = (near.latitude, near.longitude, near.precision) if near else None
    said = (text, place, lang, limit, offset, filters, sorted(without))
    again = (said, here, _whose(edition), counted, encoder() is None)
    minute = instant.replace(second=0, microsecond=0)
    asked_for = sealed.digest(again, minute if filters or counted else minute.date())
    kept: Kept | None = snapshot.answers.get(asked_for)
    if kept is None:
        query = _read(text, snapshot, place, lang, edition, filters or Filters(), without)
        weighed = structs.replace(_weighed(query, snapshot, minute, offset + limit), near=near)
        kept = _answer(weighed, snapshot, minute, (offset, limit), edition, counted=counted)
        nowhere = near is None and query.filters.proximity is None  # metres to three doors tell where somebody stands
        if nowhere and not query.dangers and query.corrected is None:  # nothing that hurts most, and nobody's sentence
            snapshot.remember(asked_for, _worded(kept, ""))
    else:
        kept = _worded(kept, legible(text))
    told = _at(kept, minute)
    took = round((time.perf_counter() - started) * 1000, 2)
    return structs.replace(told, query=structs.replace(told.query, text=legible(text)), took_ms=took)


class Kept(Struct, frozen=True):
    """An answer with each result's hours and the Land whose holidays hold: a minute later only what is open may be
    another."""

    answer: Answer
    hours: tuple[tuple[tuple[str, ...], str], ...]
    minute: datetime


def _worded(kept: Kept, text: str) -> Kept:
    """In somebody's own words; with "" it says nobody's."""
    query = kept.answer.query
    said = tuple(structs.replace(chip, words=text[slice(*chip.span)].strip()) for chip in query.chips)
    query = structs.replace(query, text=text, chips=said)
    return structs.replace(kept, answer=structs.replace(kept.answer, query=query))


def _at(kept: Kept, minute: datetime) -> Answer:
    if kept.minute == minute:
        return kept.answer
    both = zip(kept.answer.results, kept.hours, strict=True)
    results = tuple(structs.replace(one, open=opening.state_of(*hours, minute)) for one, hours in both)
    return structs.replace(kept.answer, results=results)


def _whose(edition: Edition | None) -> tuple[object, ...]:
    """All that an answer takes from an edition."""
    if edition is None:
        return ()
    contact = edition.contact
    told = (contact.name, contact.phone, contact.email, contact.website) if contact is not None else ()
    return (tuple(edition.areas), tuple(edition.districts), told)


def _answer(
    weighed: Weighed,
    snapshot: Snapshot,
    instant: datetime,
    page: tuple[int, int],
    edition: Edition | None,
    *,
    counted: bool,
) -> Kept:
    query, (offset, limit) = weighed.query, page
    fitting, maybe = relax.sift(speaking.shown(weighed.scored, weighed.query), query.filters, instant)
    fitting = rank.mixed(fitting, query)
    tally = counts.tally(weighed, fitting, maybe, snapshot, instant)

    def result(one: Scored) -> Result:
        return _result(one, query, instant, weighed.near, edition)

    shown = fitting[offset : offset + limit]
    answer = Answer(
        query=asked(query),
        fit=_fit(fitting),
        total=tally.total,
        results=tuple(result(one) for one in shown),
        suggestions=relax.suggestions(query, snapshot, fitting, weighed.scored, instant, tally.without),
        took_ms=0.0,
        unknown=tally.unknown,
        maybe=tuple(result(one) for one in maybe[:limit]),
        handover=None if fitting else handover(edition),
        counts=tally.counts() if counted else {},
    )
    return Kept(answer, tuple((one.card.hours, land_of(one.card)) for one in shown), instant)


def _weighed(query: Query, snapshot: Snapshot, instant: datetime, limit: int) -> Weighed:
    """Where more match than can be weighed, only those that contradict no chosen condition are candidates."""
    weighed = search(query, snapshot, instant, limit=limit)
    if query.where != query.given and query.given is not None and not speaking.shown(weighed.scored, weighed.query):
        query = structs.replace(query, where=query.given)  # «Bahnhof in Werden»: nobody serves Werden, the town may
        weighed = search(query, snapshot, instant, limit=limit)
    if weighed.full and query.filters:
        known: counts.Known = {}
        held = counts.conditions(query.filters, snapshot, instant, known, strict=False)
        weighed = search(query, snapshot, instant, limit=limit, conditions=held)
        return structs.replace(weighed, full=True, known=known)
    return weighed


def search(
    query: Query, snapshot: Snapshot, instant: datetime, *, limit: int, conditions: tuple[Condition, ...] = ()
) -> Weighed:
    """Every candidate with its score."""
    filters = _place_filter(query.where)
    usual = POOL if snapshot.size <= TOWN else FEWER
    pool = max(usual, limit + usual // BEYOND)
    needs = tuple((need, sure) for need, sure in query.related.items() if sure >= rank.NEED_ENOUGH)
    groups = tuple(group.alternatives for group in query.groups)
    found: dict[str, Card] = {}
    if groups or needs:
        hits = snapshot.candidates(Wanted(groups=groups, needs=needs, filters=filters, conditions=conditions), pool)
        found = {hit.card.id: hit.card for hit in hits}
    full = len(found) == pool
    similar = _similar(query, snapshot)
    if similar is not None:
        nearest = (card for card in snapshot.cards(similar.nearest(NEAREST * 4)) if card.id not in found)
        serving = (card for card in nearest if query.where is None or rank.reach_of(card, query) != "elsewhere")
        found |= {card.id: card for card in islice(serving, NEAREST)}
    here = _here(found.values(), query)
    lifted = rank.lifted(query, here)
    if lifted is not query:
        needs = tuple((need, sure) for need, sure in lifted.direct.items() if need not in query.direct)
        hits = snapshot.candidates(Wanted(needs=needs, filters=filters), pool) if needs else []
        here = _here((found | {hit.card.id: hit.card for hit in hits}).values(), query)
    own = any(card.language == query.lang for card in here)
    alike = similar.of_all([card.id for card in here]) if similar else [(None, None)] * len(here)
    scorer = rank.Scorer(lifted, instant.date(), own)
    scored = [scorer.score(card, one, other) for card, (one, other) in zip(here, alike, strict=True)]
    return Weighed(query, rank.order(scored), full)


def _here(found: Collection[Card], query: Query) -> list[Card]:
    """Whom they serve; an organisation reaches as far as what it carries («Sperr-Notruf» is no local one)."""
    carried = {card.organization: card for card in found if card.kind == "service"}
    made = [
        structs.replace(card, areas=carried[card.name].areas, reach=carried[card.name].reach)
        if card.kind == "organization" and card.name in carried
        else card
        for card in found
    ]
    return [card for card in made if query.where is None or rank.reach_of(card, query) != "elsewhere"]


def asked(query: Query) -> Asked:
    return Asked(
        text=query.text,
        lang=query.lang,
        place=query.where,
        needs=tuple(need for need, sure in query.needs if sure >= rank.NEED_ENOUGH),
        corrected=query.corrected,
        chips=query.chips,
        crisis=query.dangers,
    )


def handover(edition: Edition | None) -> Handover:
    """The town's own contact point, else the authorities' common number."""
    contact = edition.contact if edition is not None else None
    if contact is None:
        return Handover(action=ADMINISTRATION)
    ways = (("phone", contact.phone), ("web", contact.website), ("mail", contact.email))
    found = next((Action(kind=kind, value=value, whose="town") for kind, value in ways if value), ADMINISTRATION)
    return Handover(name=contact.name, action=found)


def _read(
    text: str,
    snapshot: Snapshot,
    place: str | AskedPlace | None,
    lang: str,
    edition: Edition | None,
    filters: Filters,
    without: Collection[str],
) -> Query:
    home = next(iter(edition.areas), None) if edition is not None else None
    home = None if home is None or home.startswith(area.NETWORK) else area.whole(home)
    districts = {name: home for name in edition.districts} if edition is not None and home else {}
    where = place if isinstance(place, AskedPlace) else _district(place, districts) or find_place(place)
    if where is None and home is not None and home != area.COUNTRY:
        where = AskedPlace(area.get(home).name, home)
    return read(text, snapshot, place=where, lang=lang, districts=districts, without=without, filters=filters)


def _district(place: str | None, districts: dict[str, str]) -> AskedPlace | None:
    if not place:
        return None
    name = next((one for one in districts if one.casefold() == place.strip().casefold()), None)
    return AskedPlace(area.get(districts[name]).name, districts[name], name) if name else None


def _place_filter(where: AskedPlace | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Who serves a place: its own, what holds it, and for a Kreis whatever serves one of its towns."""
    if where is None:
        return ()
    codes = [("area", code) for code in (where.ags, *area.parents(where.ags))]
    codes += [("area", f"{where.ags}:{where.district}")] if where.district else []
    return ((*codes, ("within", where.ags)),)


def _similar(query: Query, snapshot: Snapshot) -> Similar | None:
    """To what was said, and to the need that was understood."""
    model = encoder() if snapshot.passages.size and query.text.strip() else None
    if model is None:
        return None
    vector = model.one(query.corrected or query.text)
    return snapshot.passages.similar(vector, toward.drawn(vector, query.needs))


def _fit(fitting: Sequence[Scored]) -> str:
    reached = {one.reach for one in fitting}
    return next((reach for reach in FITS if reach in reached), "none")


def _result(
    one: Scored,
    query: Query,
    instant: datetime,
    near: area.Located | None,
    edition: Edition | None,
) -> Result:
    card = one.card
    made = Result(
        id=card.id,
        source=card.source,
        source_id=card.source_id,
        kind=card.kind,
        name=card.name,
        organization=card.organization,
        why=one.why,
        action=card.action or handover(edition).action,
        open=opening.state(card, instant),
        checked_on=card.checked_on,
        fit=one.reach,
        score=round(one.score, 3),
    )
    return relax.with_distance(made, card, near)
