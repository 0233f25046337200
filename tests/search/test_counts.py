"""Totals and counts are exact, whether every candidate was weighed or the engine counted more than can be."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from anlaufstelle.record.entry import Entry
from anlaufstelle.search import counts, index, opening, proximity
from anlaufstelle.search.answer import Answer, Count, Filters
from anlaufstelle.search.find import POOL, find
from anlaufstelle.search.index import open_reader
from anlaufstelle.search.proximity import Proximity
from anlaufstelle.search.relax import verdicts_of
from anlaufstelle.vocabulary.hours import BERLIN

from .entries import TOWN, entry, hours

MONDAY_TEN = datetime(2026, 6, 8, 10, 0, tzinfo=BERLIN)
MANY = 3 * POOL
WEEKS = ("Mo-Fr 09:00-12:00", "Tu 14:00-19:00", "Sa 10:00-12:00")
SPOKEN = (("de",), ("de", "ar"), ())
AREAS = (TOWN, "05513000")


def service(number: int) -> Entry:
    """Numbers decide what it says: every second is free, every fifth costs, of three weeks each has one or none."""
    said: dict[str, object] = {}
    if number % 5 == 1:
        said["free"] = False
    elif number % 2 == 0:
        said["free"] = True
    if number % 4:
        said["schedules"] = (hours(WEEKS[number % 4 - 1]),)
    return entry(
        f"s{number}",
        f"Schuldnerberatung Muster {number}",
        "Hilfe bei Schulden.",
        needs=("debt-advice",),
        situations=("everyone",) if number % 3 else ("refugees",),
        languages=SPOKEN[number % 3],
        areas=(AREAS[number % 7 == 0],),
        service=said,
    )


LISTED = [service(number) for number in range(MANY)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("many")
    other = entry("tafel", "Tafel Musterstadt", "Lebensmittel für wenig Geld.", needs=("food-bank",))
    index.rebuild([*LISTED, other], home, 1, meaning=False)
    return home


def ask(home: Path, text: str = "Schuldnerberatung", **more: object) -> Answer:
    return find(text, **{"home": home, "place": "Herten", "at": MONDAY_TEN, **more})  # type: ignore[arg-type]


HERE = [number for number in range(MANY) if number % 7]


def test_more_than_can_be_weighed_are_counted_exactly(many: Path) -> None:
    answer = ask(many)
    assert answer.total == len(HERE) > POOL
    assert ask(many, place=None).total == MANY
    assert ask(many, offset=20).total == answer.total


def test_conditions_are_counted_with_those_that_say_nothing_apart(many: Path) -> None:
    told = ask(many, counted=True).counts
    free = sum(number % 2 == 0 and number % 5 != 1 for number in HERE)
    costs = sum(number % 5 == 1 for number in HERE)
    assert told["free"]["yes"] == Count(fits=free, unknown=len(HERE) - free - costs)
    assert told["needs"] == {"debt-advice": Count(fits=len(HERE))}
    assert told["audiences"]["refugees"].fits == sum(number % 3 == 0 for number in HERE)
    arabic, silent = (sum(number % 3 == rest for number in HERE) for rest in (1, 2))
    assert told["languages"]["ar"] == Count(fits=arabic, unknown=silent)
    assert told["wheelchair"]["yes"] == Count(fits=0, unknown=len(HERE))


def test_opening_times_are_counted_for_now_the_evening_and_the_weekend(many: Path) -> None:
    told = ask(many, counted=True).counts["open"]
    silent = sum(number % 4 == 0 for number in HERE)
    for name, rest in (("now", 1), ("evening", 2), ("weekend", 3)):
        assert told[name] == Count(fits=sum(number % 4 == rest for number in HERE), unknown=silent)


@pytest.mark.parametrize(
    "chosen",
    [
        Filters(free=True),
        Filters(open=True),
        Filters(languages=("ar",)),
        Filters(audiences=("refugees",)),
        Filters(free=True, languages=("ar",), open=True),
        Filters(wheelchair=True),
        Filters(within=(TOWN,)),
    ],
)
def test_a_chosen_condition_counts_as_the_cards_say(many: Path, chosen: Filters) -> None:
    """The engine's number is the one that looking at every single card gives."""
    snapshot = open_reader(many).now()
    cards = [card for card in snapshot.cards([one.id for one in LISTED]) if card.areas == (TOWN,)]
    verdicts = [set(verdicts_of(card, chosen, MONDAY_TEN).values()) for card in cards]
    answer = ask(many, filters=chosen)
    assert answer.total == sum(told == {True} for told in verdicts)
    assert answer.unknown == sum(False not in told and None in told for told in verdicts)
    assert len(answer.results) == min(10, answer.total)


def test_what_a_value_counts_is_what_choosing_it_brings(many: Path) -> None:
    told = ask(many, counted=True).counts
    assert ask(many, filters=Filters(free=True)).total == told["free"]["yes"].fits
    assert ask(many, filters=Filters(free=True)).unknown == told["free"]["yes"].unknown
    assert ask(many, filters=Filters(open=True)).total == told["open"]["now"].fits
    assert ask(many, filters=Filters(languages=("ar",))).total == told["languages"]["ar"].fits


def test_lifting_a_condition_tells_how_many_there_are_then(many: Path) -> None:
    answer = ask(many, filters=Filters(wheelchair=True, free=True))
    lifted = {one.value: one.count for one in answer.suggestions if one.kind == "lift"}
    assert answer.total == 0
    assert lifted == {"wheelchair": ask(many, filters=Filters(free=True)).total}


def test_cards_at_hand_are_counted_as_the_engine_counts(many: Path) -> None:
    snapshot = open_reader(many).now()
    cards = snapshot.cards([one.id for one in LISTED])
    by_card = counts.told(counts.of_cards(cards), MONDAY_TEN)
    wanted = index.Wanted(needs=(("debt-advice", 1.0),))
    assert counts.told(counts.of_index(snapshot, wanted), MONDAY_TEN) == by_card


def test_few_are_weighed_and_counted_from_their_cards(home: Path) -> None:
    answer = ask(home, "Schulden", counted=True)
    assert answer.total == answer.counts["kinds"]["service"].fits == len(answer.results)


def test_nothing_found_hands_over_with_topics_and_the_nearest_elsewhere(many: Path) -> None:
    answer = ask(many, "Tafel", place="Düsseldorf")
    assert (answer.total, answer.fit) == (0, "none")
    assert answer.handover is not None and answer.handover.action.value == "115"
    assert [(one.value, one.count) for one in answer.suggestions if one.kind == "elsewhere"] == [(TOWN, 1)]
    assert any(one.kind == "topic" for one in answer.suggestions)


def test_elsewhere_is_beyond_the_own_town_and_what_holds_it(many: Path) -> None:
    """Whom a chosen condition leaves nobody, their own town is no way on, nor its Kreis, whatever else it offers."""
    for place in ("Herten", "Kreis Recklinghausen"):
        answer = ask(many, place=place, filters=Filters(kinds=("event",)))
        assert answer.total == 0
        assert [one.value for one in answer.suggestions if one.kind == "elsewhere"] == [AREAS[1]]


def test_the_same_question_within_a_minute_is_not_thought_about_again(many: Path) -> None:
    first, again = ask(many), ask(many)
    assert msgspec.structs.replace(again, took_ms=first.took_ms) == first
    assert ask(many, at=MONDAY_TEN.replace(hour=15), counted=True).counts["open"]["now"].fits == 0


def test_what_is_open_is_told_anew_each_minute(many: Path) -> None:
    first, later = ask(many), ask(many, at=MONDAY_TEN.replace(hour=15))
    thought = ask(many, at=MONDAY_TEN.replace(hour=15), counted=True)
    assert msgspec.structs.replace(thought, counts={}, took_ms=later.took_ms) == later
    assert [one.open for one in first.results] != [one.open for one in later.results]


def test_an_empty_circle_is_looked_at_once(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Proximity] = []
    monkeypatch.setattr(proximity, "cells", lambda asked: looked.append(asked) or ((), (("cell", "none"),)))
    known: counts.Known = {}
    far = Filters(proximity=Proximity(54.0, 8.0, 1_000))
    for strict in (True, False):
        counts.conditions(far, open_reader(many).now(MONDAY_TEN.date()), MONDAY_TEN, known, strict=strict)
    assert (looked, known) == ([far.proximity], {far.proximity: ()})


def test_hours_that_no_machine_can_read_say_nothing() -> None:
    told = opening.clock(MONDAY_TEN).times("NW || nach Vereinbarung, meistens")
    assert told == {"now": None, "evening": None, "weekend": None}


def test_the_smallest_sets_of_words_that_say_enough() -> None:
    group = [counts.Group(word, ((word, 1.0),), (), weight, True) for word, weight in (("a", 4), ("b", 2), ("c", 1))]
    assert counts.covering(tuple(group), 0.4) == ((0,), (1, 2))
    assert counts.covering(tuple(group), 0.8) == ((0, 1),)
    assert counts.covering((), 0.4) == ()
