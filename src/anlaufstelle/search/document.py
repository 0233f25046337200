"""An entry as the index holds it: plain tokens with weights, filter terms, and a card that needs no table.

All analysis of language happens here and in `query`, in Python, once; the engine only ever sees finished tokens.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import (
    AnyRecord,
    Body,
    Event,
    Notice,
    Opportunity,
    Organization,
    Phone,
    Project,
    Service,
)
from anlaufstelle.record.model import (
    Document as WorkingAid,
)
from anlaufstelle.vocabulary import area

from . import labels, proximity, told
from .implied import implied_needs

# How much a word counts by where it stands: with 1 for the description, "Tafel" in a name beats ten mentions elsewhere
# (Herten: "tafel" -> Hertener Tafel before services that only collect for it).
FIELD_WEIGHT = {"name": 3.2, "topic": 2.2, "label": 0.8, "provider": 1.3, "translation": 1.6, "body": 1.0, "more": 0.6}
# OMoS (906 questions in five languages): saturation 1 gives MRR .728 de, 1.4 .737, 2.5 .752; length share .35 gives
# .687 ar, .7 .694.
SATURATION = 2.5
USUAL_LENGTH = 120
LENGTH_SHARE = 0.7
LABEL_ALONE = round(FIELD_WEIGHT["label"] / (FIELD_WEIGHT["label"] + SATURATION), 3)
PART_WEIGHT = 0.45
"""A part of a compound against the whole word (finding.md: "parts weigh less than the whole")."""

MASSES = 50_000
"""Of which the weight is kept."""

OFTEN, MOST_WORDS = 3, 50_000
"""Of the text of a working aid: how often a word counts, and how many are read at most."""


class Action(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person can do next, and whose number or page that is."""

    kind: str
    value: str
    whose: str


class Card(Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """Everything a result says, and what ranking needs. `tokens` maps a stem to its weight here, 0 to 1; stems that
    only its needs' labels say are left out, three quarters of all: `weights` knows them.

    `implied` are needs that its own words speak of without a category saying so, with how sure that is.
    """

    id: str
    name: str
    kind: str
    language: str = "de"
    organization: str | None = None
    source: str | None = None
    source_id: str | None = None
    needs: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    ags: str | None = None
    district: str | None = None
    reach: str = "local"
    languages: tuple[str, ...] = ()
    point: tuple[float, float, str] | None = None
    action: Action | None = None
    checked_on: str | None = None
    source_date: str | None = None
    hours: tuple[str, ...] = ()
    free: bool | None = None
    appointment: str | None = None
    wheelchair: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    tokens: dict[str, float] = {}
    name_stems: tuple[str, ...] = ()
    implied: dict[str, float] = {}


class Document(Struct, frozen=True, kw_only=True):
    """`stems` are those of whole words, without the `labelled`, under which its needs make it found in languages it is
    not written in; `only_parts` those that occur only inside compounds here.

    `words` are unstemmed (folded, surface, parts) for spelling and completion; `passages` are for the encoder.
    """

    card: Card
    stems: frozenset[str]
    labelled: frozenset[str]
    only_parts: frozenset[str]
    terms: dict[str, tuple[str, ...]]
    words: tuple[tuple[str, str, tuple[str, ...]], ...]
    passages: tuple[str, ...]


class Piece(Struct, frozen=True):
    field: str
    text: str
    lang: str


def document(
    entry: Entry,
    *,
    implied: dict[str, float] | None = None,
    passages: bool = True,
) -> Document:
    """`implied`: what was read out of its words with those of many others (`implied.briefly`), else it is read here."""
    pieces = [piece for piece in _pieces(entry) if piece.text]
    labelled = label_stems(entry.needs)
    weighed = _weigh(pieces, labelled)
    card = _card(entry, weighed, implied_needs(entry) if implied is None else implied)
    return Document(
        card=card,
        stems=weighed.wholes.difference(labelled),
        labelled=labelled,
        only_parts=frozenset(weighed.tokens).difference(labelled).difference(weighed.wholes),
        terms=_terms(entry, card),
        words=tuple(weighed.seen.values()),
        passages=_passages(entry, pieces) if passages else (),
    )


class Weighed(Struct, frozen=True):
    """`wholes` are stems that stand as words of their own; `names` those of the entry's names."""

    tokens: dict[str, float]
    wholes: frozenset[str]
    names: frozenset[str]
    seen: dict[str, told.Listed]


def _weigh(pieces: list[Piece], labelled: frozenset[str]) -> Weighed:
    """A need's many labels repeat one word: each of their stems counts once."""
    mass: dict[str, float] = {}
    wholes: list[str] = []
    names: list[str] = []
    seen: dict[str, told.Listed] = {}
    length = sum(piece.text.count(" ") + 1 for piece in pieces if piece.field == "body")
    stretch = 1 - LENGTH_SHARE + LENGTH_SHARE * max(length, 20) / USUAL_LENGTH
    weight_of = mass.get
    for piece in pieces:
        weight = FIELD_WEIGHT[piece.field] / (stretch if piece.field == "body" else 1)
        of_part, first = weight * PART_WEIGHT, len(wholes)
        for stems, parts, listed in told.told(piece.text, piece.lang):
            wholes += stems
            for stem in stems:
                mass[stem] = weight_of(stem, 0.0) + weight
            for part in parts:
                mass[part] = weight_of(part, 0.0) + of_part
            for one in listed:
                if one[0] not in seen:
                    seen[one[0]] = one
        if piece.field == "name":
            names += wholes[first:]
    label = FIELD_WEIGHT["label"]
    tokens = {stem: SATURATED[own + label if stem in labelled else own] for stem, own in mass.items()}
    return Weighed(tokens, frozenset(wholes), frozenset(names), seen)


class Saturated(dict[float, float]):
    def __missing__(self, mass: float) -> float:
        if len(self) >= MASSES:
            self.clear()
        self[mass] = found = round(mass / (mass + SATURATION), 3)
        return found


SATURATED = Saturated()


@lru_cache(maxsize=20_000)
def label_stems(needs: tuple[str, ...]) -> frozenset[str]:
    """Stems under which an entry with these needs is found though it does not say them."""
    said = (label for need in needs for label in labels.of_need(need))
    return frozenset().union(*(told.stems_of(text, lang) for lang, text in said))


def weights(card: Card) -> dict[str, float]:
    """All stems of an entry with their weights."""
    return dict.fromkeys(label_stems(card.needs), LABEL_ALONE) | card.tokens


def _pieces(entry: Entry) -> Iterator[Piece]:
    record = entry.record
    lang = record.language
    yield Piece("name", record.name or "", lang)
    yield Piece("name", record.alternate_name or "", lang)
    yield Piece("body", record.description or "", lang)
    if entry.provider is not None:
        yield Piece("provider", entry.provider.name, lang)
    if isinstance(record, Service | Opportunity | Project | Notice | Body | WorkingAid) and record.organization_name:
        yield Piece("provider", record.organization_name, lang)
    if isinstance(record, Service | Opportunity | Event | Project | WorkingAid):
        yield Piece("topic", " · ".join(record.categories), lang)
        yield Piece("more", " · ".join(record.audiences), lang)
    if isinstance(record, Organization):
        yield Piece("topic", record.organization_type or "", lang)
    for text in _more(record):
        yield Piece("more", text or "", lang)
    yield from _places(entry, lang)
    for translation in record.translations:
        field = "name" if translation.path == "name" else "translation"
        yield Piece(field, translation.text, translation.language)


def _more(record: AnyRecord) -> Iterable[str | None]:
    """What else its kind says of itself."""
    if isinstance(record, Service):
        return (record.eligibility_description, record.fees_description, record.application_process)
    if isinstance(record, Event):
        return (" ".join((record.organizer_name or "", record.place_text or "")),)
    if isinstance(record, Opportunity):
        return (record.requirements,)
    if isinstance(record, Project | Body):
        return (" ".join(record.aims),)
    return (_sparing(record.text or ""),) if isinstance(record, WorkingAid) else ()


def _sparing(text: str) -> str:
    """A text as long as a book, each of its words at most so often as it still says more about what the book is on."""
    often = Counter[str]()
    kept = []
    for word in text.split():
        often[word] += 1
        if often[word] <= OFTEN:
            kept.append(word)
    return " ".join(kept[:MOST_WORDS])


def _places(entry: Entry, lang: str) -> Iterator[Piece]:
    if entry.district:
        yield Piece("more", entry.district, lang)
    for location in entry.locations:
        if location.confidential:
            continue
        yield Piece("more", location.name or "", lang)
        for address in location.addresses:
            yield Piece("more", " ".join(filter(None, (address.address_1, address.postal_code, address.city))), lang)


def _passages(entry: Entry, pieces: Iterable[Piece], size: int = 280, most: int = 12) -> tuple[str, ...]:
    """Short texts, each under its title: one vector of a long page blurs (OMoS de: +.05 MRR against whole pages)."""
    name = entry.name
    topics = ", ".join(piece.text.replace(" · ", ", ") for piece in pieces if piece.field == "topic" and piece.text)
    head = f"{name} ({topics})" if topics else name
    texts = [head]
    for piece in pieces:
        if piece.field == "body" or (piece.field in ("name", "translation") and piece.lang != entry.record.language):
            texts += [f"{name}. {window}" for window in _windows(piece.text, size) if window != name]
    return tuple(dict.fromkeys(text for text in texts[: most + 1] if text))


def _windows(text: str, size: int) -> Iterator[str]:
    current = ""
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if current and len(current) + len(line) > size:
            yield current
            current = ""
        current = f"{current} {line}".strip()
        while len(current) > size * 1.6:
            cut = current.rfind(" ", 0, size)
            cut = cut if cut > 0 else size
            yield current[:cut]
            current = current[cut:].strip()
    if current:
        yield current


def _card(entry: Entry, weighed: Weighed, implied: dict[str, float]) -> Card:
    record, source = entry.record, entry.sources[0] if entry.sources else None
    organization = entry.provider.name if entry.provider else getattr(record, "organization_name", None)
    return Card(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        language=record.language,
        organization=organization or getattr(record, "organizer_name", None),
        source=source.source if source else None,
        source_id=source.key if source else None,
        needs=entry.needs,
        situations=entry.situations,
        areas=entry.areas or ((entry.ags,) if entry.ags else ()),
        ags=entry.ags,
        district=entry.district,
        reach=entry.reach,
        languages=entry.languages,
        point=proximity.point_of(entry),
        action=action(entry),
        checked_on=entry.checked_on,
        source_date=entry.source_date,
        hours=_hours(entry),
        free=getattr(record, "free", None),
        appointment=getattr(record, "appointment", None),
        wheelchair=next((place.wheelchair for place in entry.locations if place.wheelchair), None),
        minimum_age=getattr(record, "minimum_age", None),
        maximum_age=getattr(record, "maximum_age", None),
        tokens=weighed.tokens,
        name_stems=tuple(sorted(weighed.names)),
        implied=implied,
    )


def action(entry: Entry) -> Action | None:
    """Own phone, else the provider's, else its website; None leaves the town's number to `find`.

    The page an entry was read from is evidence and never an action.
    """
    record, provider = entry.record, entry.provider
    website = getattr(record, "website", None) or getattr(record, "url", None)
    ways = (
        ("phone", _number(record_phones(entry)), "service"),
        ("phone", _number(provider.phones) if provider else None, "provider"),
        ("web", website, "service"),
        ("web", provider.website if provider else None, "provider"),
        ("mail", getattr(record, "email", None), "service"),
        ("mail", provider.email if provider else None, "provider"),
    )
    return next((Action(kind=kind, value=value, whose=whose) for kind, value, whose in ways if value), None)


def record_phones(entry: Entry) -> tuple[Phone, ...]:
    own = tuple(getattr(entry.record, "phones", ()))
    at_places = tuple(phone for link in getattr(entry.record, "service_at_locations", ()) for phone in link.phones)
    return own + at_places + tuple(phone for place in entry.locations for phone in place.phones)


def _number(phones: Iterable[Phone]) -> str | None:
    voices = [phone for phone in phones if (phone.type or "voice") not in ("fax", "tty", "pager")]
    return voices[0].number if voices else None


def _hours(entry: Entry) -> tuple[str, ...]:
    own = tuple(getattr(entry.record, "schedules", ()))
    linked = tuple(line for link in getattr(entry.record, "service_at_locations", ()) for line in link.schedules)
    return tuple(line.opening_hours for line in own + linked if line.opening_hours)


def _terms(entry: Entry, card: Card) -> dict[str, tuple[str, ...]]:
    areas = card.areas
    inside = {area[:length] for area in areas for length in (2, 5, 8) if area[:1].isdigit() and len(area) >= length}
    return {
        "kind": (card.kind,),
        "lang": tuple(dict.fromkeys((card.language, *(line.language for line in entry.record.translations)))),
        "area": areas,
        "within": tuple(sorted(inside | ({card.ags[:5], card.ags} if card.ags else set()))),
        "need": card.needs,
        "implied": tuple(card.implied),
        "situation": card.situations,
        "spoken": card.languages,
        "flag": tuple(flags(card)),
        "hours": (week_of(card),) if card.hours else (),
        "last": (last.isoformat(),) if (last := dates.ends(entry.record)) else (),
        **proximity.terms(card.point),
    }


def week_of(card: Card) -> str:
    """One term for all its hours, with the Land whose holidays hold: whoever shares it is open at the same times."""
    return " || ".join((land_of(card), *card.hours))


def land_of(card: Card) -> str:
    codes: Iterable[str] = filter(None, (card.ags, *card.areas))
    return next((area.land(code) for code in codes if code[:2].isdigit()), "NW")


def flags(card: Card) -> Iterator[str]:
    """Its kind, and conditions as terms; the absence of both `x` and `not-x` means: not stated."""
    yield card.kind
    if card.free is not None:
        yield "free" if card.free else "not-free"
    if card.appointment is not None:
        yield "not-no-appointment" if card.appointment == "required" else "no-appointment"
    if card.wheelchair is not None:
        yield "not-wheelchair" if card.wheelchair == "no" else "wheelchair"
    if card.languages:
        yield "languages"
    if card.hours:
        yield "hours"
    if proximity.located(card.point):
        yield "located"
