"""Every field with its source; deciding one by its form; hours in prose; verifying; taking back."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from anlaufstelle.catalogue import read
from anlaufstelle.faces.desk import differing, fields, week
from anlaufstelle.pipeline import visitor as messages
from anlaufstelle.record.model import Service

from ..conftest import id_of
from .conftest import HELD, signed_in

FOOD = f"/desk/eintrag/{id_of('food')}"


def form(client: Client, path: str, entry: str = FOOD) -> dict[str, str]:
    """What a browser would send back of the form as it is shown."""
    page = client.get(f"{entry}/feld", {"feld": path})
    assert page.status_code == 200
    hidden = re.findall(r'name="(feld|von|gesehen|gelesen)" value="([^"]*)"', page.content.decode())
    return {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in hidden}


def send(client: Client, path: str, value: str, entry: str = FOOD, **more: str):
    told = {**form(client, path, entry), "wert": value, "grund": "angerufen", "tun": "entscheiden", **more}
    return client.post(f"{entry}/feld", told)


def test_every_value_stands_there_with_its_source(editor):
    page = editor.get(f"/desk/eintrag/{id_of('debts')}").content.decode()
    for words in ("Musterberatung bei Schulden", "02366 0002", "Musterquelle, 2018", "laut Quelle", "Quelle gelesen"):
        assert escape(words) in page
    assert "phones%5B" in page and "ändern" in page
    planner = signed_in("Pia Muster", HELD["planner"])
    assert "ändern" not in planner.get(f"/desk/eintrag/{id_of('debts')}").content.decode()


def test_a_decision_is_on_the_site_within_a_second_and_can_be_taken_back(editor, visitor):
    visitor.get(f"/de/angebot/{id_of('food')}/x", follow=True)  # templates are read once
    told = {**form(editor, "email"), "wert": "tafel@example.org", "grund": "angerufen", "tun": "entscheiden"}
    begun = time.process_time()  # of the processor: what else the machine does is not what is tested
    answer = editor.post(f"{FOOD}/feld", told)
    assert answer["Location"].startswith(f"{FOOD}?neu=")
    site = visitor.get(f"/de/angebot/{id_of('food')}/x", follow=True).content.decode()
    assert "tafel@example.org" in site and time.process_time() - begun < 1
    [line] = [one for one in read.history(id_of("food")) if one.verb == "decide"]
    assert (line.who, line.why, line.value) == ("Eva Muster", "angerufen", "tafel@example.org")
    editor.post(f"{FOOD}/zurueck", {"zeile": line.line})
    assert read.entry(id_of("food")).record.email is None


def test_a_decision_may_have_an_end(editor):
    day = timezone.localdate() + timedelta(days=30)
    send(editor, "email", "tafel@example.org", bis=day.isoformat())
    assert read.history(id_of("food"))[-1].until == day
    assert f"bis {day:%d.%m.%Y}" in editor.get(FOOD).content.decode()
    for wrong in ("2020-01-01", "bald"):
        assert send(editor, "fees", "nichts", bis=wrong).status_code == 422


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(editor):
    answer = send(editor, "email", "tafel@example.org", grund="")
    assert answer.status_code == 422
    assert "tafel@example.org" in answer.content.decode()
    assert read.entry(id_of("food")).record.email is None


def test_two_forms_open_at_once_lose_nothing(editor, second):
    """Both saw the same value; the second is told, and the value waits as a proposal."""
    mine, theirs = form(editor, "email"), form(second, "email")
    said = {"grund": "angerufen", "tun": "entscheiden"}
    assert editor.post(f"{FOOD}/feld", {**mine, **said, "wert": "eva@example.org"}).status_code == 302
    late = second.post(f"{FOOD}/feld", {**theirs, **said, "wert": "otto@example.org"})
    assert late.status_code == 409 and "Eva Muster" in late.content.decode()
    assert read.entry(id_of("food")).record.email == "eva@example.org"
    assert "otto@example.org" in editor.get("/desk/eingang").content.decode()
    assert "Jemand hat zugleich" in editor.get("/desk/eingang").content.decode()
    assert "Jemand hat zugleich" not in second.get("/desk/eingang").content.decode()


@pytest.mark.parametrize("role", ["adviser", "caller", "translator"])
def test_what_others_write_becomes_a_proposal(editor, role):
    client = signed_in("Alma Muster", HELD[role])
    answer = send(client, "email", "tafel@example.org")
    assert answer["Location"] == f"{FOOD}?vorschlag=1"
    assert read.entry(id_of("food")).record.email is None
    assert "tafel@example.org" in editor.get("/desk/eingang?art=proposal").content.decode()


def test_hours_are_typed_in_german_and_seen_before_they_count(editor):
    shown = send(editor, "schedules[neu]", "Mo bis Do 9 bis 16 Uhr", tun="ansehen").content.decode()
    assert "So verstanden" in shown and "09:00–16:00" in shown
    assert read.entry(id_of("food")).record.schedules == ()
    unsure = send(editor, "schedules[neu]", "jede zweite Woche Mo 9-12 Uhr")
    read_as = re.search(r'name="gelesen" value="([^"]*)"', unsure.content.decode())
    assert unsure.status_code == 200 and read_as and "Nicht sicher" in unsure.content.decode()
    assert read.entry(id_of("food")).record.schedules == ()
    send(editor, "schedules[neu]", "Mo bis Do 9 bis 16 Uhr")
    [one] = read.entry(id_of("food")).record.schedules
    assert one.opening_hours == "Mo-Th 09:00-16:00"
    path = f"schedules[{one.id}].opening_hours"
    send(editor, path, "Fr 9-12 Uhr")
    assert read.entry(id_of("food")).record.schedules[0].opening_hours == "Fr 09:00-12:00"
    assert send(editor, path, "wenn die Sonne scheint").status_code == 422


def test_a_telephone_is_added_and_changed(editor):
    send(editor, "phones[neu]", "02366 0009")
    [one] = read.entry(id_of("food")).record.phones
    assert one.number == "+4923660009"
    send(editor, f"phones[{one.id}].number", "(02366) 0008")
    assert read.entry(id_of("food")).record.phones[0].number == "+4923660008"
    assert send(editor, f"phones[{one.id}].number", "keine").status_code == 422


def test_verifying_says_that_a_value_is_right(editor):
    told = {**form(editor, "url"), "tun": "bestaetigen"}
    assert editor.post(f"{FOOD}/feld", told).status_code == 302
    assert read.entry(id_of("food")).provenance["url"].state == "verified"
    assert "bestätigt" in editor.get(FOOD).content.decode()


def test_known_to_have_none_is_not_the_same_as_not_stated(editor):
    send(editor, "email", "", keins="1")
    assert "email" in read.entry(id_of("food")).record.known_none
    assert "gibt es ausdrücklich nicht" in editor.get(FOOD).content.decode()
    send(editor, "email", "tafel@example.org")
    assert read.entry(id_of("food")).record.email == "tafel@example.org"


@pytest.mark.parametrize("path", ["nonsense", "id", "organization_id", "phones", "known_none", "", "a b"])
def test_what_is_no_field_is_refused(editor, path):
    assert editor.get(f"{FOOD}/feld", {"feld": path}).status_code in (404, 422)


def test_what_visitors_wrote_is_read_by_those_who_decide_about_it(editor):
    messages.tell("hours\nGestern war zu", about=read.entry(id_of("food")))
    planner = signed_in("Pia Muster", HELD["planner"])
    assert "Gestern war zu" in editor.get(FOOD).content.decode()
    assert "Gestern war zu" not in planner.get(FOOD).content.decode()


def test_a_list_and_a_yes_are_decided_too(editor):
    send(editor, "categories", "Tafel\nLebensmittel\nKleidung")
    send(editor, "free", "ja")
    send(editor, "categories", "Tafel")
    record = read.entry(id_of("food")).record
    assert (record.categories, record.free) == (("Tafel",), True)


def test_an_entry_that_is_not_there_says_so(editor):
    assert editor.get("/desk/eintrag/00000000-0000-0000-0000-000000000000").status_code == 404
    assert editor.post(f"{FOOD}/zurueck", {"zeile": "x"}).status_code == 404


def test_an_entry_is_found_by_its_words(editor):
    assert FOOD in editor.get("/desk/eintrag", {"q": "Mustertafel"}).content.decode()


def test_each_kind_of_field_has_its_input():
    record = Service(id=id_of("x"), name="x", categories=("a", "b"))
    asked = ("name", "description", "description[uk]", "free", "minimum_age", "appointment", "categories", "phones")
    kinds = {path: fields.of(record, path).kind for path in asked}
    assert kinds == {
        "name": "line", "description": "text", "description[uk]": "text", "free": "yes-no", "minimum_age": "number",
        "appointment": "choice", "categories": "list", "phones": "none",
    }  # fmt: skip
    assert fields.read("list", "a\r\n b \n\n") == ["a", "b"]
    assert (fields.read("number", "2,5"), fields.read("yes-no", "nein"), fields.read("line", " ")) == (2.5, False, None)
    assert fields.written(record, "categories", "list") == "a\nb"


def test_words_that_stay_go_and_come():
    assert differing.words("montags 9 bis 12 Uhr", "dienstags 9 bis 12 Uhr") == [
        ("gone", "montags"), ("new", "dienstags"), ("same", "9 bis 12 Uhr"),
    ]  # fmt: skip
    assert differing.words("", "") == []


def test_a_week_is_shown_day_by_day():
    found = week.understood("Mo-Fr 9-12 Uhr", "NW", timezone.localdate().replace(month=3, day=4))
    assert found.week[0] == ("Montag", "09:00–12:00")
    assert found.week[6] == ("Sonntag", "geschlossen")
    assert json.dumps(found.osm) == '"Mo-Fr 09:00-12:00"'
