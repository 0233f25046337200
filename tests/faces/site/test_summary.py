"""Every entry says in every language what it is: in whole sentences, and only what is stated."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from django.conf import settings
from django.utils import translation

from anlaufstelle.faces.site import action, summary
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Happening, Language, hide, part_id

from .making import ID, TOWN, entry, phone, place, provider, schedule

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)  # a Monday
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TAG = re.compile(r"<[^>]+>")

FULL = entry(
    name="Musterberatung",
    phones=(phone(),),
    free=True,
    appointment="required",
    anonymous_possible=True,
    minimum_age=6,
    maximum_age=12,
    languages=(Language(id=part_id(ID, "ar"), code="ar"),),
    schedules=(schedule(opening_hours="Mo-We 12:00-17:00; Th 10:00-17:00"),),
    of={
        "needs": ("debt-advice", "money"),
        "situations": ("families",),
        "locations": (place(postal_code="45699"),),
        "ags": "05562020",
    },
)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


def told(made: Entry, language: str = "de") -> list[str]:
    with translation.override(language):
        return [unescape(TAG.sub("", line.words)) for line in summary.summary(made, action.ways(made, TOWN)[0], NOON)]


def test_a_full_record_is_told_in_the_order_of_deciding() -> None:
    assert told(FULL) == [
        "Hier bekommen Sie Rat oder Hilfe. Das Thema ist: Schuldnerberatung.",
        "Es ist für: Familien. Das Alter ist: 6 bis 12. Sie müssen Ihren Namen nicht sagen.",
        "Offen in dieser Woche: Montag bis Mittwoch 12:00–17:00; Donnerstag 10:00–17:00.",
        "Die Adresse ist: Musterweg 1, 45699 Musterstadt.",
        "Es kostet nichts.",
        "Sie brauchen einen Termin.",
        "Dort spricht man: Arabisch.",
        "Rufen Sie an: 02366 0002.",
    ]


def test_in_english_too() -> None:
    assert told(FULL, "en") == [
        "You get advice or help here. The topic is: Debt advice.",
        "It is for: Families. The age is: 6 to 12. You do not have to say your name.",
        "Open this week: Monday to Wednesday 12:00–17:00; Thursday 10:00–17:00.",
        "The address is: Musterweg 1, 45699 Musterstadt.",
        "It costs nothing.",
        "You need an appointment.",
        "Languages spoken there: Arabic.",
        "Call: 02366 0002.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_facts(language: str) -> None:
    lines = told(FULL, language)
    assert len(lines) == len(told(FULL))
    assert [re.findall(r"\d[\d: ]*\d|\d", line) for line in lines] == [
        re.findall(r"\d[\d: ]*\d|\d", line) for line in told(FULL)
    ]
    if not language.startswith("de"):
        assert not set(lines) & set(told(FULL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thin_record_says_what_it_is_and_whom_to_call(language: str) -> None:
    assert len(told(entry(), language)) == 2
    assert "02366 0001" in told(entry(), language)[-1]


def test_the_towns_number_is_not_passed_off_as_the_offers_own() -> None:
    assert told(entry())[-1] == "Rufen Sie an: 02366 0001. Das ist der Kontakt von: Rathaus."
    of_provider = entry(of={"provider": provider(phones=(phone(),))})
    assert told(of_provider)[-1] == "Rufen Sie an: 02366 0002. Das ist der Kontakt von: Musterverein e. V."


def test_a_confidential_place_stays_secret_in_every_language() -> None:
    hidden = entry(of={"locations": (hide(place()),)})
    assert all("Musterweg" not in " ".join(told(hidden, language)) for language in LANGUAGES)
    assert "Der Ort bleibt geheim. So sind die Menschen dort sicher." in told(hidden)


def test_what_costs_something_is_quoted_and_marked_as_german() -> None:
    made = entry(free=False, fees_description="1 Euro bei geringem Einkommen")
    with translation.override("tr"):
        lines = [line.words for line in summary.summary(made, None, NOON)]
    assert lines[-1] == 'Ücretlidir. Ücret için şöyle yazıyor: “<bdi lang="de">1 Euro bei geringem Einkommen</bdi>”'


def test_hours_only_in_words_are_pointed_to() -> None:
    assert "Die Zeiten stehen weiter unten auf Deutsch." in told(entry(schedules=(schedule(description="vormittags"),)))


def test_an_event_tells_its_time() -> None:
    made = entry("event", happening=Happening(rrule="FREQ=WEEKLY;BYDAY=TH", time_text="15–17.30 Uhr, nicht im Mai"))
    assert told(made)[1] == "Die Zeit ist: jeden Donnerstag, 15–17.30 Uhr, nicht im Mai."
    assert told(made, "uk")[1] == "Час: щотижня: четвер, 15:00–17:30 (nicht im Mai)."


def test_html_in_data_stays_text() -> None:
    made = entry(fees_description="<b>x</b> & 100 %", of={"provider": provider(phones=(phone(),))})
    with translation.override("en"):
        words = " ".join(line.words for line in summary.summary(made, action.ways(made, TOWN)[0], NOON))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; 100 %" in words


@pytest.mark.parametrize(("language", "words"), [("de", ""), ("en", "Debt advice"), ("uk", "Допомога з боргами")])
def test_the_german_name_is_glossed_by_its_nearest_need(language: str, words: str) -> None:
    with translation.override(language):
        assert summary.gloss(FULL) == words


def test_a_provider_is_told_by_what_it_offers() -> None:
    lines = summary.of_provider([FULL, entry(of={"needs": ("food-bank",)})], None)
    assert [TAG.sub("", line.words) for line in lines] == [
        "Diese Einrichtung hat 2 Angebote.",
        "Die Themen sind: Schuldnerberatung, Tafel.",
    ]


@pytest.mark.parametrize(("n", "words"), [(1, "خدمة واحدة"), (2, "خدمتان"), (3, "3 خدمات"), (11, "11 خدمة")])
def test_plurals_follow_the_language(n: int, words: str) -> None:
    with translation.override("ar"):
        assert words in summary.of_provider([FULL] * n, None)[0].words


def test_a_mere_town_is_no_address() -> None:
    town_only = entry(of={"locations": (place(address_1=None, city="Musterstadt"),)})
    assert "Der Ort ist: Musterstadt." in told(town_only)
    assert "Der Ort ist: Musterstadt." in told(town_only, "de-simple")


def test_every_line_stands_beside_the_german_for_the_office() -> None:
    german = told(FULL)
    with translation.override("ar"):
        shown = summary.summary(FULL, action.ways(FULL, TOWN)[0], NOON)
    assert [unescape(TAG.sub("", line.german)) for line in shown] == german
    assert {line.german for line in summary.summary(FULL, action.ways(FULL, TOWN)[0], NOON)} == {""}
