"""The guide: five questions at most, each to be skipped, all answers in the address."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from anlaufstelle.faces.site import lotse, question
from anlaufstelle.faces.site.question import Question

from ..conftest import edition

OFFERED = {"debt-advice", "insolvency-advice", "money"}
ANSWERED = Question(topic="debt-advice", who="families", place="Herten", switches=("offen", "kostenlos"), language="ar")


def step(asked: Question, at: int) -> lotse.Step:
    return lotse.step(asked, at, edition(districts=("Musterdorf",)), OFFERED)


def text(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


@pytest.mark.parametrize("at", range(1, 6))
def test_the_address_holds_all_answers(visitor: Client, at: int) -> None:
    address = lotse.address(ANSWERED, at)
    assert address == (
        f"/de/lotse?thema=debt-advice&wer=families&ort=Herten&sprache=ar&offen=1&kostenlos=1&schritt={at}"
    )
    assert question.read(QueryDict(address.partition("?")[2])) == ANSWERED


def test_after_the_last_question_come_the_results(visitor: Client) -> None:
    assert lotse.address(ANSWERED, 6).startswith("/de/suche?thema=debt-advice&wer=families")
    assert step(ANSWERED, 5).action == "/de/suche"
    assert step(ANSWERED, 4).action == "/de/lotse"


@pytest.mark.parametrize(
    ("at", "skipped"),
    [
        (1, "/de/lotse?thema=debt-advice&ort=Herten&sprache=ar&offen=1&kostenlos=1&schritt=2"),
        (2, "/de/lotse?thema=money&wer=families&ort=Herten&sprache=ar&offen=1&kostenlos=1&schritt=3"),
        (3, "/de/lotse?thema=debt-advice&wer=families&sprache=ar&offen=1&kostenlos=1&schritt=4"),
        (4, "/de/lotse?thema=debt-advice&wer=families&ort=Herten&kostenlos=1&schritt=5"),
        (5, "/de/suche?thema=debt-advice&wer=families&ort=Herten&sprache=ar&offen=1"),
    ],
)
def test_skipped_means_not_answered(visitor: Client, at: int, skipped: str) -> None:
    assert step(ANSWERED, at).skip == skipped


@pytest.mark.parametrize("at", range(1, 6))
def test_back_keeps_the_answers(visitor: Client, at: int) -> None:
    assert step(ANSWERED, at).back == lotse.address(ANSWERED, at - 1)


def test_only_what_there_is_help_for_is_asked_closely(visitor: Client) -> None:
    told = step(Question(topic="money"), 2)
    assert [one.label for one in told.options] == ["Schuldnerberatung"]
    nothing_close = step(Question(topic="housing"), 2)
    assert (nothing_close.question, len(nothing_close.options)) == ("Worum geht es?", 14)
    assert nothing_close.options[0].href == "/de/lotse?thema=housing&schritt=3"
    assert len(step(Question(), 2).options) == 14


def test_a_form_keeps_all_other_answers(visitor: Client) -> None:
    assert step(ANSWERED, 4).hidden == [
        ("thema", "debt-advice"),
        ("wer", "families"),
        ("ort", "Herten"),
        ("kostenlos", "1"),
        ("schritt", "5"),
    ]
    assert ("schritt", "6") not in step(ANSWERED, 5).hidden
    assert [one.value for one in step(ANSWERED, 4).spoken if one.on] == ["ar"]


@pytest.mark.parametrize(
    ("total", "unknown", "words"),
    [
        (0, 0, "Bisher passt noch nichts sicher."),
        (1, 0, "1 Angebot passt bisher."),
        (7, 1, "7 Angebote passen bisher. 1 weiteres sagt nicht alles, was Sie wissen wollen."),
        (0, 4, "Bisher passt noch nichts sicher. 4 weitere sagen nicht alles, was Sie wissen wollen."),
    ],
)
def test_the_count_tells_what_is_unknown(total: int, unknown: int, words: str) -> None:
    assert lotse.count_words(total, unknown) == words


@pytest.mark.parametrize("at", range(1, 6))
def test_each_step_can_be_skipped_or_answered_by_phone(visitor: Client, at: int) -> None:
    response = visitor.get(f"/de/lotse?thema=debt-advice&schritt={at}")
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert f"Frage {at} von 5" in page
    assert [words in page for words in ("Überspringen", "Zurück", "Lieber anrufen?", 'href="tel:+4923660001"')] == [
        True
    ] * 4
    assert re.search(r'role="status">1 Angebot passt bisher', page)
    assert len(page) < 30_000


def test_nothing_is_counted_before_something_is_known(visitor: Client) -> None:
    assert 'class="count"' not in text(visitor, "/de/lotse?schritt=1")


def test_danger_shows_numbers_and_the_way_out(visitor: Client) -> None:
    page = text(visitor, "/de/lotse?thema=safety&schritt=1")
    assert "exit-guarded" in page
    assert 'href="tel:110"' in page


@pytest.mark.parametrize("query", ["", "?schritt=0", "?schritt=9", "?schritt=x", "?thema=housing"])
def test_without_a_step_it_begins(visitor: Client, query: str) -> None:
    page = text(visitor, f"/de/lotse{query}")
    assert "Schritt für Schritt zur Hilfe" in page
    assert 'href="/de/lotse?thema=housing&amp;schritt=1"' in page


def test_what_nobody_knows_is_passed_over(visitor: Client) -> None:
    assert visitor.get("/de/lotse?thema=no-such&wer=x&sprache=%00&schritt=4").status_code == 200
    assert visitor.get("/de/suche?q=Tafel&wer=no-such")["Location"] == "/de/suche?q=Tafel"


def test_answers_are_chips_on_the_results(visitor: Client) -> None:
    page = text(visitor, "/de/suche?thema=debt-advice&wer=families&sprache=ar")
    chips = re.findall(r'class="chip chip-on" href="([^"]+)">([^<]+)', page)
    assert chips == [
        ("/de/suche?thema=debt-advice&amp;sprache=ar", "Familien"),
        ("/de/suche?thema=debt-advice&amp;wer=families", "Sprache: Arabisch"),
    ]
    assert "Musterberatung bei Schulden" in page
