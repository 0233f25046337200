"""One record out of a cluster: every field from the record that has the best right to state it.

Decisions come first, then the source's trust, then its freshness, then who was received earlier. An echo states only
what its origin leaves open, and nothing at all once its origin is gone; what another steward's editors decided about
an echo is what that echo states, and no decision about ours. Lists of parts are taken whole from one record:
mixing two sources' phones would show the same phone twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.record import paths
from anlaufstelle.record.entry import Provenance
from anlaufstelle.record.model import KINDS, AnyRecord, Location, Translation, hide
from anlaufstelle.record.received import Received
from anlaufstelle.vocabulary.text import fingerprint

from .context import Context
from .decided import Spoken, spoken
from .lines import Line

KEPT_APART = {"id", "known_none", "translations", "extra", "language", "confidential"}
UNITED = {"categories", "audiences", "leika_keys"}
TEXTS = {"name", "alternate_name", "description"}


class Merged(Struct, frozen=True, kw_only=True):
    """`speakers` best first; `gone` when no source has the thing any more."""

    record: AnyRecord
    provenance: dict[str, Provenance]
    speakers: tuple[Spoken, ...]
    gone: bool


def merge(id: str, cluster: Sequence[Received], lines: Iterable[Line], context: Context) -> Merged:
    """`lines` are the standing ones about any record of the cluster."""
    by_address: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_address.setdefault((line.source, line.key), []).append(line)
    living = _living(cluster)
    ranked = _ranked(living or list(cluster), context)
    guests = _guests(cluster, context)
    everybody = {one.id: _heard(one, by_address.get((one.source, one.key), ()), guests) for one in cluster}
    speakers = tuple(everybody[one.id] for one in ranked if one.record.kind == ranked[0].record.kind)
    record, provenance = _merged(id, speakers, confidential=_confidential(tuple(everybody.values())))
    return Merged(record=record, provenance=provenance, speakers=speakers, gone=not living)


def _guests(cluster: Sequence[Received], context: Context) -> set[str]:
    """Echoes that answer to another steward than their origin."""
    here = {(one.source, one.key) for one in cluster}
    return {
        one.id
        for one in cluster
        if one.origin
        and (one.origin.source, one.origin.key) in here
        and context.facts(one.source).steward != context.facts(one.origin.source).steward
    }


def _heard(received: Received, lines: Iterable[Line], guests: set[str]) -> Spoken:
    heard = spoken(received, lines)
    return replace(heard, marks={}) if received.id in guests else heard


def _living(cluster: Sequence[Received]) -> list[Received]:
    gone = {(received.source, received.key) for received in cluster if received.gone}
    return [
        received
        for received in cluster
        if not received.gone and (received.origin is None or (received.origin.source, received.origin.key) not in gone)
    ]


def _ranked(cluster: Sequence[Received], context: Context) -> list[Received]:
    here = {(received.source, received.key) for received in cluster}

    def echo(received: Received) -> bool:
        return received.origin is not None and (received.origin.source, received.origin.key) in here

    ranked = sorted(cluster, key=lambda one: one.order)
    ranked.sort(key=lambda one: one.source_date or "", reverse=True)
    ranked.sort(key=lambda one: (echo(one), -context.facts(one.source).trust))
    return ranked


def _merged(id: str, speakers: tuple[Spoken, ...], *, confidential: bool) -> tuple[AnyRecord, dict[str, Provenance]]:
    first = speakers[0].record
    values: dict[str, Any] = {"id": id, "language": first.language}
    winner: dict[str, Spoken] = {}
    for name, slot in paths.slots(type(first)).items():
        if name in KEPT_APART:
            continue
        chosen = _winner(name, slot.empty, speakers)
        if chosen is None:
            continue
        winner[name] = chosen
        values[name] = _united(name, chosen, speakers) if name in UNITED else getattr(chosen.record, name)
    values["extra"] = {key: value for one in reversed(speakers) for key, value in one.record.extra.items()}
    values["known_none"] = tuple(
        path for name, one in winner.items() for path in one.record.known_none if _top(path) == name
    )
    translators = _translations(values, winner, speakers)
    values["translations"] = tuple(text for text, _ in translators.values())
    record: AnyRecord = KINDS[first.kind](**values)
    provenance = dict(_provenance(winner, {path: one for path, (_, one) in translators.items()}))
    if isinstance(record, Location) and confidential:
        record = hide(replace(record, confidential=True))
        provenance = {path: told for path, told in provenance.items() if getattr(record, _top(path), None)}
    return record, provenance


def _winner(name: str, empty: Any, speakers: tuple[Spoken, ...]) -> Spoken | None:
    if len(speakers) == 1 and not speakers[0].marks:  # nearly every record of a town stands alone
        return speakers[0] if empty or _states(speakers[0], name) else None
    deciders = [(mark.line, one) for one in speakers for mark in one.marks.values() if _decides(mark, name)]
    if deciders:
        return max(deciders, key=lambda pair: pair[0])[1]
    if empty:  # a field with a default, such as `status`, is stated by every record: the best one's counts
        return speakers[0]
    for one in speakers:
        if name in TEXTS and one.record.language != speakers[0].record.language:
            continue
        if _states(one, name):
            return one
    return next((one for one in speakers if any(_top(mark.path) == name for mark in one.marks.values())), None)


def _states(one: Spoken, name: str) -> bool:
    return getattr(one.record, name) not in (None, (), {}) or name in one.record.known_none


def _decides(mark: Any, name: str) -> bool:
    return mark.holds and mark.state != "verified" and _top(mark.path) == name


def _united(name: str, chosen: Spoken, speakers: tuple[Spoken, ...]) -> tuple[str, ...]:
    if any(_decides(mark, name) for mark in chosen.marks.values()):
        return tuple(getattr(chosen.record, name))
    return tuple(dict.fromkeys(value for one in speakers for value in getattr(one.record, name)))


def _translations(
    values: dict[str, Any], winner: dict[str, Spoken], speakers: tuple[Spoken, ...]
) -> dict[str, tuple[Translation, Spoken]]:
    """By address. A translation speaks for the text it was made from: that of its own record, or one just like it.
    A text in another language than the best record's is a translation, too."""
    found: dict[str, tuple[Translation, Spoken]] = {}
    for one in speakers:
        for translation in one.record.translations:
            text = values.get(translation.path)
            same = isinstance(text, str) and translation.source_hash == fingerprint(text)
            if same or winner.get(_top(translation.path)) is one:
                found.setdefault(f"{translation.path}[{translation.language}]", (translation, one))
        if one.record.language != values["language"]:
            for name in sorted(TEXTS):
                if text := getattr(one.record, name):
                    own = Translation(path=name, language=one.record.language, text=text)
                    found.setdefault(f"{name}[{one.record.language}]", (own, one))
    return found


def _confidential(everybody: tuple[Spoken, ...]) -> bool:
    """Hidden as soon as anybody says or said so, gone records included, unless an editor decided."""
    decided = _winner("confidential", None, tuple(one for one in everybody if "confidential" in one.marks))
    if decided and isinstance(decided.record, Location):
        return decided.record.confidential
    return any(isinstance(one.record, Location) and one.record.confidential for one in everybody)


def _provenance(winner: dict[str, Spoken], translators: dict[str, Spoken]) -> Iterator[tuple[str, Provenance]]:
    for one in {id(one): one for one in (*winner.values(), *translators.values())}.values():
        unmarked = None if one.marks else _told(one, "")
        for path, _ in paths.walk(one.record):
            if translators.get(path, winner.get(_top(path))) is one:
                yield path, unmarked or _told(one, path)
        for path in one.marks:
            if translators.get(path, winner.get(_top(path))) is one:
                yield path, _told(one, path)


def _told(one: Spoken, path: str) -> Provenance:
    mark = one.mark(path)
    if mark is None:
        return Provenance(record_id=one.received.id, date=one.received.source_date)
    return Provenance(record_id=one.received.id, date=mark.on, state=mark.state, line=mark.line)


def _top(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]
