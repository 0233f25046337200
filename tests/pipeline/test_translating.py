"""Translations: what waits, what a person's word does, the plug for a town's own service."""

import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import DecisionLine
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.errors import AnlaufstelleError, BadValue, NotAllowed, NotFound, ServiceFailed
from anlaufstelle.pipeline import desk, translating, translator
from anlaufstelle.vocabulary.text import answer

from ..faces.conftest import SOURCE, TOWN, id_of, service

pytestmark = pytest.mark.django_db(transaction=True)
EDITOR = Person(who="Eva Muster", held=(Held("editor", TOWN),))
TRANSLATOR = Person(who="Taras Muster", held=(Held("translator", TOWN),))
DEBTS = "Hilfe bei Schulden. Auch bei Mahnungen & Pfändung."


def upper(text: str, source: str, target: str) -> str:
    return f"{source}>{target}: {text.upper()}"


def broken(text: str, source: str, target: str) -> str:
    raise RuntimeError(text)


def silent(text: str, source: str, target: str) -> str:
    return " "


def piece(key: str = "debts", path: str = "description") -> translating.Piece:
    return translating.piece(read.entry(id_of(key)), path, "uk")


def say(text: str, person: Person = EDITOR, **fields) -> desk.Decided:
    told = {"piece": piece(), "mark": piece().mark, "seen": piece().text, **fields}
    return translating.decide(person=person, text=text, **told)


def test_help_in_a_crisis_comes_first_and_what_is_done_last(town):
    town([service("shelter", "Frauenhaus Musterstadt", "Frauenhaus", description="Wir nehmen Sie auf.")])
    assert [(one.name, one.path, one.state, one.crisis) for one in translating.work("uk")] == [
        ("Frauenhaus Musterstadt", "description", "missing", True),
        ("Musterberatung bei Schulden", "description", "missing", False),
    ]
    say("Допомога")
    assert [one.state for one in translating.work("uk", frozenset({TOWN}))] == ["missing", "done"]
    assert translating.work("uk", frozenset({"05562024"})) == []
    assert translating.work("de") == []


def test_an_editor_s_word_is_read_at_once_and_knows_what_it_translates(town):
    assert say("Допомога").line is not None
    told = answer(read.entry(id_of("debts")).record, "description", ["uk"])
    assert (told.text, told.language, told.origin, told.outdated) == ("Допомога", "uk", "human", False)
    (kept,) = read.entry(id_of("debts")).record.translations
    assert (kept.translator, kept.source_hash) == ("Eva Muster", piece().mark)


def test_it_is_outdated_as_soon_as_the_original_changes(town):
    say("Допомога")
    town([service("debts", "Musterberatung bei Schulden", "Schuldnerberatung", description="Etwas ganz anderes.")])
    assert (piece().state, piece().text) == ("outdated", "Допомога")
    say("Щось інше")
    assert piece().state == "done"


def test_written_beside_an_older_original_it_is_outdated_from_the_start(town):
    before = piece().mark
    town([service("debts", "Musterberatung bei Schulden", "Schuldnerberatung", description="Etwas ganz anderes.")])
    say("Допомога", mark=before)
    assert piece().state == "outdated"


def test_a_translator_proposes_and_what_it_is_worth_survives_the_editor(town):
    assert say("Допомога", TRANSLATOR, origin="machine-checked").proposal is not None
    assert piece().state == "missing"
    (item,) = [one for one in read.inbox.page(EDITOR).items if one.kind == "proposal"]
    assert item.data["after"] == "Допомога"
    desk.handle(person=EDITOR, key=item.key, mark=item.mark, accept=True, why="passt")
    (kept,) = read.entry(id_of("debts")).record.translations
    assert (kept.text, kept.origin, kept.translator) == ("Допомога", "machine-checked", "Taras Muster")


def test_two_at_once_lose_nothing(town):
    say("Допомога")
    outcome = say("Порада", seen="")
    assert (outcome.line, outcome.meanwhile, piece().text) == (None, "Eva Muster", "Допомога")


@pytest.mark.parametrize("text", ["  ", "x" * 10_001])
def test_no_text_is_no_translation(town, text):
    with pytest.raises(BadValue):
        say(text)


def test_what_has_no_text_cannot_be_translated(town):
    with pytest.raises(NotFound, match="alert"):
        piece(path="alert")


def plugged(settings, name: str) -> None:
    settings.ANLAUFSTELLE_TRANSLATOR = f"{__name__}.{name}"


def test_without_the_setting_there_is_no_service(town):
    assert not translator.there()
    with pytest.raises(ServiceFailed, match="ANLAUFSTELLE_TRANSLATOR"):
        translating.suggest(piece())


def test_a_town_s_own_service_is_asked_and_nothing_is_kept(town, settings):
    plugged(settings, "upper")
    assert translating.suggest(piece()) == f"de>uk: {DEBTS.upper()}"
    assert (piece().state, DecisionLine.objects.count()) == ("missing", 0)
    say("Допомога", origin="machine")
    assert piece().state == "machine"


@pytest.mark.parametrize("name", ["broken", "silent", "nowhere"])
def test_a_service_that_fails_is_named_and_its_words_are_not_logged(town, settings, caplog, name):
    plugged(settings, name)
    with pytest.raises(ServiceFailed, match="nichts geändert"):
        translating.suggest(piece())
    assert "Schulden" not in caplog.text


@pytest.mark.parametrize("origin", ["machine", "machine-checked"])
def test_no_machine_translates_for_people_in_a_crisis(town, settings, origin):
    plugged(settings, "upper")
    town([service("shelter", "Frauenhaus Musterstadt", "Frauenhaus", description="Wir nehmen Sie auf.")])
    with pytest.raises(NotAllowed, match="nur von Menschen"):
        translating.suggest(piece("shelter"))
    with pytest.raises(NotAllowed, match="nur von Menschen"):
        say("X", piece=piece("shelter"), seen="", origin=origin)
    assert DecisionLine.objects.filter(source_id=SOURCE).count() == 0


def test_every_error_of_these_is_one_of_ours():
    assert issubclass(ServiceFailed, AnlaufstelleError)
