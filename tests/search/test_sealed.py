"""What was worked out for somebody's words is kept without the words."""

import functools
import gc
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anlaufstelle.search import index, sealed
from anlaufstelle.search.find import find
from anlaufstelle.search.index import open_reader

from .entries import entry

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def test_worked_out_once_and_the_oldest_gives_way() -> None:
    asked: list[tuple[str, bool]] = []

    @sealed.kept(2)
    def known(text: str, shout: bool = False) -> str | None:
        asked.append((text, shout))
        return text.upper() if shout else None

    for text, shout in (("a", True), ("a", True), ("a", False), ("a", False), ("b", True), ("a", True)):
        assert known(text, shout) == ("A" if shout and text == "a" else "B" if shout else None)
    assert asked == [("a", True), ("a", False), ("b", True), ("a", True)]


def test_a_digest_tells_values_apart_and_is_told_by_nobody_else() -> None:
    assert sealed.digest("a", "b") == sealed.digest("a", "b")
    assert (
        len({sealed.digest("a", "b"), sealed.digest("ab"), sealed.digest("a", None), sealed.digest("a", "None")}) == 4
    )
    assert sealed.digest("\ud83d")  # half an emoji


def test_an_answer_is_remembered_without_its_question(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    words = "mustertafel " + "zwiebelkuchen" * 2
    first = find(words, home=tmp_path, without=("spelling",), at=NOON)
    snapshot = open_reader(tmp_path).now(NOON.date())
    assert len(snapshot.answers) == 1
    again = find(words, home=tmp_path, without=("spelling",), at=NOON + timedelta(seconds=20))
    assert (again.query, again.results) == (first.query, first.results)
    assert again.query.text == words
    assert len(snapshot.answers) == 1
    assert [words in repr(one) for one in (snapshot.answers, gc.get_referents(snapshot.answers))] == [False, False]


@pytest.mark.parametrize(
    ("chip", "kind"),
    [
        ("in  HErten", "place"),
        ("４５６９９", "place"),
        ("auf ARABisch", "language"),
        ("82 jÄHRig", "age"),
        ("jetzt OFFen", "time"),
        ("ohne  TERmin", "appointment"),
    ],
)
def test_the_words_of_a_chip_are_remembered_nowhere_and_told_again(tmp_path: Path, chip: str, kind: str) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    text = f"Mustertafel {chip}, bitte"
    first = find(text, home=tmp_path, without=("spelling",), at=NOON)
    assert [(one.kind, one.words) for one in first.query.chips] == [(kind, chip)]
    answers = open_reader(tmp_path).now(NOON.date()).answers
    assert len(answers) == 1
    assert chip.rsplit(maxsplit=1)[-1] not in repr(answers)
    assert find(text, home=tmp_path, without=("spelling",), at=NOON).query == first.query


def test_other_languages_places_days_and_pages_are_other_questions(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    snapshot = open_reader(tmp_path).now(NOON.date())
    for number, asked in enumerate(({}, {"lang": "en"}, {"place": "Herten"}, {"offset": 10}, {"counted": True}), 1):
        find("Mustertafel", home=tmp_path, at=NOON, **asked)  # type: ignore[arg-type]
        assert len(snapshot.answers) == number
    find("Mustertafel", home=tmp_path, at=NOON + timedelta(days=1))
    assert len(open_reader(tmp_path).now(NOON.date() + timedelta(days=1)).answers) == 1


def test_a_crisis_and_a_corrected_sentence_are_remembered_nowhere(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    assert find("ich will nicht mehr leben", home=tmp_path, at=NOON).query.crisis
    assert find("Lebensmitell", home=tmp_path, at=NOON).query.corrected
    assert open_reader(tmp_path).now(NOON.date()).answers == {}


def test_a_changed_entry_is_answered_at_once(tmp_path: Path) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    assert [one.name for one in find("Mustertafel", home=tmp_path, at=NOON).results] == ["Mustertafel"]
    index.put([entry("tafel", "Mustertafel Süd", "Lebensmittel für wenig Geld.")], tmp_path)
    assert [one.name for one in find("Mustertafel", home=tmp_path, at=NOON).results] == ["Mustertafel Süd"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "mein mann schlägt mich zwiebelkuchen"),
        ("de", "Tafel\u2009in\u00a0Herten\tzwiebelkuchen jetzt offen,\nauf Arabisch\tzwiebelkuchen (82)"),
        ("tr", "kocam beni dovuyor zwiebelkuchen"),
        ("ar", "زوجي بيضربني zwiebelkuchen"),
        ("ru", "muzh bjot menja zwiebelkuchen"),
        ("uk", "чоловік б'є мене, пфлегекассе zwiebelkuchen"),
    ],
)
def test_no_function_keeps_what_was_said_with_several_words(tmp_path: Path, lang: str, text: str) -> None:
    index.rebuild([entry("tafel", "Mustertafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    find(text, home=tmp_path, lang=lang, at=NOON)
    caches = [one for one in gc.get_objects() if type(one) is functools._lru_cache_wrapper]  # asks no lazy object
    keys = (key for one in caches for held in gc.get_referents(one) if isinstance(held, dict) for key in list(held))
    assert [
        key
        for key in keys
        if re.search(r"(\\\w+|[^\w'\"])zwiebelkuchen", str(key if isinstance(key, str) else gc.get_referents(key)))
    ] == []
