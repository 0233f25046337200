"""Small words: slugs, dates, rhythms, a town's texts, a question in an address."""

import pytest
from django.http import QueryDict
from django.test import Client

from anlaufstelle.faces.site import prose, provenance, question, when
from anlaufstelle.faces.site.slug import slug
from anlaufstelle.record.model import Happening

from ..conftest import id_of
from .making import entry


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Straßensozialarbeit Süd – Übergang", "strassensozialarbeit-sued-uebergang"),
        ("Zaufanie İstanbul é", "zaufanie-istanbul-e"),
        ("الحماية", "eintrag"),
        ("", "eintrag"),
        ("wort " * 40, "-".join(["wort"] * 12)),
        ("x" * 90, "x" * 60),
    ],
)
def test_slugs(name: str, told: str) -> None:
    assert slug(name) == told


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2018", "2018"),
        ("2025-10", "Oktober 2025"),
        ("2025-05-14", "14. Mai 2025"),
        ("2025-05-14T10:00", "14. Mai 2025"),
        ("irgendwann", "irgendwann"),
        ("2025-13", "2025-13"),
    ],
)
def test_dates_are_as_exact_as_they_are(stated: str, told: str) -> None:
    assert provenance.date_words(stated) == told


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "jeden Donnerstag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "jeden zweiten Dienstag"),
        ("FREQ=MONTHLY;BYDAY=4SU", "4. Sonntag im Monat"),
        ("FREQ=MONTHLY;BYDAY=2TH,-1TH", "2. Donnerstag und letzter Donnerstag im Monat"),
        ("FREQ=MONTHLY;INTERVAL=2", "alle 2 Monate"),
        ("FREQ=YEARLY;BYMONTH=12", "jedes Jahr im Dezember"),
        ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU", ""),
        ("FREQ=DAILY;BYSETPOS=2", ""),
        ("FREQ=YEARLY;BYMONTH=13", ""),
        ("FREQ=WEEKLY;INTERVAL=x;BYDAY=TU", ""),
        ("FREQ=WEEKLY;BYDAY=XX", ""),
    ],
)
def test_a_rule_is_said_or_left_to_the_source(rule: str, told: str) -> None:
    assert when.rhythm(rule) == told


@pytest.mark.parametrize(
    ("happening", "told"),
    [
        (
            Happening(dtstart="2022-04-24T15:00", dtend="2022-04-24T17:00", rrule="FREQ=MONTHLY;BYDAY=4SU"),
            "4. Sonntag im Monat, 15\u00a0Uhr bis 17\u00a0Uhr",
        ),
        (Happening(dtstart="2026-04-14"), "14. April 2026"),
        (Happening(dtstart="2025-10"), "Oktober 2025"),
        (Happening(dtstart="2024-09-07T14:30"), "Samstag, 7. September 2024, 14:30\u00a0Uhr"),
        (Happening(rrule="FREQ=WEEKLY;BYDAY=MO", time_text="12–16 Uhr"), "jeden Montag, 12–16 Uhr"),
        (Happening(), ""),
    ],
)
def test_when(happening: Happening, told: str) -> None:
    assert when.words(entry("event", happening=happening)) == told


def test_a_towns_text_is_never_html() -> None:
    told = prose.html("# Über <uns>\n\nErste **Zeile**\nzweite\n\n- eins\n- [zwei](https://example.org/?a=1&b=2)")
    assert told == (
        "<h2>Über &lt;uns&gt;</h2>\n<p>Erste <strong>Zeile</strong><br>zweite</p>\n"
        '<ul><li>eins</li><li><a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">zwei</a></li></ul>'
    )
    assert prose.html("[böse](javascript:alert(1)) <script>") == "<p>[böse](javascript:alert(1)) &lt;script&gt;</p>"
    assert prose.html("") == ""


def test_a_question_survives_its_address() -> None:
    asked = question.Question(text="Miete & Strom", place="45699", switches=("offen",), without=("spelling",), page=3)
    assert question.read(QueryDict(asked.address().split("?", 1)[1])) == asked


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "99999999999999999999"])
def test_a_strange_page_number_is_the_first(page: str) -> None:
    assert question.read(QueryDict(f"q=x&seite={page}")).page == 1


def test_a_question_is_cut_and_cleaned() -> None:
    asked = question.read(QueryDict("q=%00 a%20%20 b" + "c" * 400))
    assert asked.text.startswith("a bccc")
    assert len(asked.text) == question.LONGEST


def test_the_address_of_a_sensitive_offer_says_nothing(visitor: Client) -> None:
    shown = visitor.get(f"/de/angebot/{id_of('shelter')}/frauenhaus-musterstadt")
    assert shown.status_code == 301
    assert shown.headers["Location"] == f"/de/angebot/{id_of('shelter')}/eintrag"
