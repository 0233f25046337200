"""“Stimmt” and “stimmt nicht”: one tap, once a day, and nothing of who said it."""

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import EntryRow, Signal, SourceRecord
from anlaufstelle.catalogue.read import asking
from anlaufstelle.faces.site import sender
from anlaufstelle.pipeline import reminders
from anlaufstelle.resolve.freshness import Event

from ..conftest import edition, id_of

OURS = {"Sec-Fetch-Site": "same-origin"}
HERE = f"/de/angebot/{id_of('debts')}/stimmt"


@pytest.fixture(autouse=True)
def fresh_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "GATE", sender.Gate(most=1000))


def heard() -> set[tuple[str, str]]:
    return set(Signal.objects.values_list("kind", "word"))


def test_a_yes_speaks_for_what_a_visitor_can_know(visitor: Client) -> None:
    before = EntryRow.objects.get(pk=id_of("debts")).sequence
    answer = visitor.post(HERE, {"wort": "ja"}, headers=OURS)
    assert ("Danke für Ihre Rückmeldung" in answer.content.decode(), answer.cookies) == (True, {})
    assert heard() == {("phone", "visitor-yes"), ("address", "visitor-yes")}
    assert EntryRow.objects.get(pk=id_of("debts")).sequence == before
    assert not SourceRecord.objects.filter(source_id="visitor").exists()


def test_a_no_doubts_the_whole_and_asks_what_it_is(visitor: Client) -> None:
    answer = visitor.post(HERE, {"wort": "nein"}, headers=OURS).content.decode()
    assert "Was stimmt nicht?" in answer
    assert f'action="/de/angebot/{id_of("debts")}/rueckmeldung"' in answer
    assert heard() == {("offer", "visitor-no")}
    doubted = [one.entry for one in reminders.subjects(timezone.localdate()).subjects if one.doubted]
    assert doubted == [id_of("debts")]


def test_said_often_it_is_heard_once_a_day(visitor: Client) -> None:
    for _ in range(5):
        visitor.post(HERE, {"wort": "nein"}, headers=OURS)
        visitor.post(HERE, {"wort": "ja"}, headers=OURS)
    today = timezone.localdate()
    assert asking.signals([id_of("debts")]) == {
        id_of("debts"): {
            "offer": [Event(today, "visitor-no")],
            "phone": [Event(today, "visitor-yes")],
            "address": [Event(today, "visitor-yes")],
        }
    }


@pytest.mark.parametrize(
    ("headers", "word", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, "ja", 403),
        ({"Origin": "https://boese.example.org"}, "nein", 403),
        ({}, "ja", 403),
        (OURS, "vielleicht", 422),
        (OURS, "", 422),
    ],
)
def test_what_is_not_heard_can_be_tapped_again(
    visitor: Client, headers: dict[str, str], word: str, status: int
) -> None:
    answer = visitor.post(HERE, {"wort": word}, headers=headers)
    assert (answer.status_code, heard(), answer["Referrer-Policy"]) == (status, set(), "same-origin")
    assert answer.content.decode().count('name="wort"') == 2


def test_looking_says_nothing_and_too_many_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (visitor.get(HERE).status_code, visitor.head(HERE).status_code, heard()) == (200, 200, set())
    monkeypatch.setattr(sender, "GATE", sender.Gate(most=2))
    assert [visitor.post(HERE, {"wort": "ja"}, headers=OURS).status_code for _ in range(3)] == [200, 200, 429]


def test_every_language_asks_on_the_entrys_own_page(visitor: Client) -> None:
    languages = ("de", "de-simple", "uk", "ar", "tr", "en")
    store.keep_edition(edition(languages=languages))
    told = {one: visitor.get(f"/{one}/angebot/{id_of('debts')}", follow=True).content.decode() for one in languages}
    assert [one for one, page in told.items() if f'action="/{one}/angebot/{id_of("debts")}/stimmt"' not in page] == []


def test_what_does_not_exist_cannot_be_judged(visitor: Client) -> None:
    assert visitor.post("/de/angebot/nirgends/stimmt", {"wort": "ja"}, headers=OURS).status_code == 404
    assert heard() == set()


def test_an_entry_still_asks_in_words_what_is_wrong(visitor: Client) -> None:
    page = visitor.get(f"/de/angebot/{id_of('debts')}", follow=True).content.decode()
    assert f'<a href="/de/angebot/{id_of("debts")}/rueckmeldung" rel="nofollow">Stimmt etwas nicht?</a>' in page
