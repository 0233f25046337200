"""The form of one page: what a provider writes, what we understand, and where it goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import DecisionLine, SourceRecord
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.pipeline import desk, door, provider_form, work
from anlaufstelle.pipeline.publish import Published, assemble_all

from ..conftest import TOWN, id_of
from .test_links import at

pytestmark = pytest.mark.django_db(transaction=True)
NEW_HOURS = "Mo bis Do 10 bis 13 Uhr"


def filled(**fields: str) -> dict[str, str]:
    return {**provider_form.shown(read.entry(id_of("debts")).record), **fields}


def send(links, **fields: str):
    return links.browser.post(at(links.answer, "angebot/{debts}"), filled(**fields))


def trust() -> None:
    store.trust(id_of("verein"), by="Erika Muster")


def test_hours_are_shown_as_understood_and_stand_after_the_second_tap(links):
    trust()
    first = send(links, hours=NEW_HOURS).content.decode()
    assert "So haben wir Ihre Zeiten verstanden" in first
    assert "10:00–13:00\u00a0Uhr" in first
    assert DecisionLine.objects.count() == 0
    second = send(links, hours=NEW_HOURS, zeiten=NEW_HOURS).content.decode()
    assert "Ihre Änderung ist schon zu sehen" in second
    (hours,) = read.entry(id_of("debts")).record.schedules
    assert (hours.opening_hours, hours.description) == ("Mo-Th 10:00-13:00", NEW_HOURS)
    send(links, hours=NEW_HOURS, zeiten=NEW_HOURS)
    assert DecisionLine.objects.count() == 1


def test_without_trust_it_waits_for_the_editors(links):
    answer = send(links, hours=NEW_HOURS, zeiten=NEW_HOURS).content.decode()
    assert "Die Redaktion prüft sie" in answer
    assert read.entry(id_of("debts")).record.schedules[0].opening_hours == "Mo-Fr 09:00-12:00"
    assert SourceRecord.objects.filter(source_id=door.PROPOSAL, origin_key="debts").count() == 1


def test_hours_that_could_mean_two_things_keep_their_words(links):
    trust()
    text = "jeden zweiten Dienstag 9 bis 12 Uhr"
    assert "nicht sicher lesen" in send(links, hours=text).content.decode()
    send(links, hours=text, zeiten=text)
    (hours,) = read.entry(id_of("debts")).record.schedules
    assert (hours.opening_hours, hours.description) == (None, text)


@pytest.mark.parametrize(
    ("field", "text", "path", "value"),
    [
        ("email", "neu@verein.example.org", "email", "neu@verein.example.org"),
        ("web", "www.verein.example.org/neu", "url", "https://www.verein.example.org/neu"),
        ("appointment", "required", "appointment", "required"),
        ("cost", "Kostenlos", "free", True),
        ("whom", "Alle ab 18", "eligibility_description", "Alle ab 18"),
        ("description", "Wir beraten.", "description", "Wir beraten."),
    ],
)
def test_each_field_reaches_the_record(links, field, text, path, value):
    trust()
    send(links, **{field: text})
    assert getattr(read.entry(id_of("debts")).record, path) == value


def test_a_phone_keeps_its_place_and_languages_have_their_codes(links):
    trust()
    send(links, phone="02366 123456", languages="Deutsch, Türkisch")
    record = read.entry(id_of("debts")).record
    assert [one.number for one in record.phones] == ["+492366123456"]
    assert [one.code for one in record.languages] == ["de", "tr"]


@pytest.mark.parametrize(
    ("field", "text"),
    [("phone", "ruf an"), ("email", "kein"), ("languages", "Marsianisch"), ("stop_until", "irgendwann")],
)
def test_what_cannot_be_read_is_named_and_nothing_is_lost(links, field, text):
    trust()
    answer = send(links, cost="2 Euro", stop="ja", **{field: text})
    assert answer.status_code == 422
    assert 'value="2 Euro"' in answer.content.decode()
    assert DecisionLine.objects.count() == 0


def test_a_stop_ends_by_itself(links):
    trust()
    until = timezone.localdate() + timedelta(days=14)
    send(links, stop="ja", stop_until=until.isoformat())
    assert read.entry(id_of("debts")).record.alert == "Zurzeit Aufnahmestopp"
    assert [(row.path, row.until) for row in DecisionLine.objects.all()] == [("alert", until)]
    send(links, stop="")
    assert read.entry(id_of("debts")).record.alert is None


@pytest.mark.parametrize("trusted", [True, False])
def test_a_new_offer(links, trusted):
    if trusted:
        trust()
    answer = links.browser.post(at(links.answer, "neu"), {"name": "Neue Beratung", "phone": "02366 5555"})
    offered = {one.name for one in read.provider_services(id_of("verein"))}
    assert ("Neue Beratung" in offered, answer.status_code) == (trusted, 200)
    assert ("ist eingetragen" if trusted else "Die Redaktion prüft") in answer.content.decode()


def test_a_new_offer_needs_a_name(links):
    before = SourceRecord.objects.count()
    answer = links.browser.post(at(links.answer, "neu"), {"name": " ", "phone": "02366 5555"})
    assert (answer.status_code, SourceRecord.objects.count()) == (422, before)


def test_a_waiting_time_ends_by_itself(links):
    trust()
    send(links, wait="etwa 4 Wochen")
    assert read.entry(id_of("debts")).record.wait_time == "etwa 4 Wochen"
    until = timezone.localdate() + timedelta(days=provider_form.STOP_DAYS)
    assert [(row.path, row.until) for row in DecisionLine.objects.all()] == [("wait_time", until)]


def test_when_its_last_day_is_over_the_stop_is_gone(links, monkeypatch):
    trust()
    send(links, stop="ja", stop_until=timezone.localdate().isoformat())
    later = timezone.localdate() + timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda at=None: later)
    assemble_all(work.stale().assemble, Published())
    assert read.entry(id_of("debts")).record.alert is None


def test_a_stop_accepted_by_an_editor_ends_by_itself_too(links):
    until = timezone.localdate() + timedelta(days=14)
    send(links, stop="ja", stop_until=until.isoformat())
    person = Person(who="Eva Muster", held=(Held("editor", TOWN),))
    (item,) = read.inbox.page(person, kind="proposal").items
    desk.handle(person=person, key=item.key, mark=item.mark, accept=True, why="angerufen")
    assert read.entry(id_of("debts")).record.alert == "Zurzeit Aufnahmestopp"
    assert [row.until for row in DecisionLine.objects.all()] == [until]


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("page", ["neu", "angebot/{debts}", "gibt-es-nicht-mehr", "stimmt"])
def test_the_same_answer_sent_again_changes_nothing(links, page, trusted):
    if trusted:
        trust()
    form = filled(name="Neu", phone="02366 5555", cost="2 Euro", stop="ja", wait="4 Wochen") | {
        "hours": NEW_HOURS, "zeiten": NEW_HOURS, "angebot": [id_of("food")]
    }  # fmt: skip
    first = links.browser.post(at(links.answer, page), form)
    assert first.status_code == 200
    kept = DecisionLine.objects.count(), SourceRecord.objects.count()
    assert kept > (0, 0)
    links.browser.post(at(links.answer, page), form)
    assert (DecisionLine.objects.count(), SourceRecord.objects.count()) == kept
