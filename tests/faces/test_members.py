"""A meeting's link for members stands on no page and in no feed, file or table that is read for the public."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Subscription
from anlaufstelle.catalogue.rules import NIGHT, Held
from anlaufstelle.pipeline import accounts, door, export, meetings, person
from anlaufstelle.record.model import Happening

from . import musternetz
from .musternetz import NET, SECRET, id_of, meeting

LINK = "https://konferenz.example.org/raum/1234?pwd=geheimnis"
WORD = "geheimnis"
THURSDAYS = Happening(dtstart="2026-01-01T10:00", dtend="2026-01-01T12:00", rrule="FREQ=MONTHLY;BYDAY=1TH")


def hybrid(**fields: object) -> Any:
    told = {"attendance": "hybrid", "online_url": LINK, "online_for": "members", "happening": THURSDAYS,
            "description": f"Einwahl: {LINK}", "url": "https://netz.example.org/treffen"}  # fmt: skip
    return meeting(**{**told, **fields})


def hand_in(*records: Any) -> None:
    door.hand_in(actor=NIGHT, source="netz", received=records)


def _network() -> None:
    musternetz.found()
    hand_in(hybrid())


@pytest.fixture
def networked(standing: Any) -> Client:
    return standing(_network)


def member(name: str = "Mia Muster", role: Any = "member") -> tuple[Client, int]:
    token = accounts.invite(by=accounts.SYSTEM, name=name, held=Held(role, NET))
    user = accounts.accept(token=token, password="lange-genug-fuer-alle")
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(pk=user))
    client.cookies["desk"]["path"] = "/desk/"
    return client, user


def addresses(of: URLResolver, route: str = "") -> Iterator[str]:
    for one in of.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif isinstance(one, URLPattern) and not one.pattern.converters.keys() - {"id", "slug", "name", "token"}:
            yield here


def filled(route: str) -> str:
    path = route.replace("^", "").replace("$", "")
    for part, value in (("id", id_of("treffen")), ("slug", "mustertreffen"), ("token", "1-x")):
        path = path.replace(f"<str:{part}>", value).replace(f"<uuid:{part}>", value).replace(f"<slug:{part}>", value)
    return path.replace("<str:name>", "events.json").replace("<path:name>", "x")


def answers(visitor: Client) -> dict[str, str]:
    """Every address of residents and programs, of the town and of the network, with the meeting wherever one fits."""
    found = {}
    for route in addresses(get_resolver()):
        if route.startswith(("desk", "anbieter", "^api")):
            continue
        for front, query in (("", ""), ("/musternetz", ""), ("/musternetz", "?q=Mustertreffen")):
            path = f"{front}/{filled(route)}"
            if query == "" or "suche" in path or "find" in path:
                answer = visitor.get(path + query)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
                found[path + query] = body.decode(errors="replace") + str(answer.headers)
    return found


def test_no_public_address_tells_the_link(networked: Client) -> None:
    found = answers(networked)
    assert [path for path, body in found.items() if WORD in body] == []
    named = [path for path, body in found.items() if "Mustertreffen" in body]
    assert len(found) > 150
    for part in ("/de/termine/", "/feeds/termine.ics", f"/feeds/{id_of('treffen')}.ics", ".jsonld", "/api/find",
                 "/netz", "angebote.csv"):  # fmt: skip
        assert [path for path in named if part in path], part


def test_no_file_and_no_table_read_for_the_public_holds_the_link(networked: Client) -> None:
    export.dump(Path(settings.ANLAUFSTELLE_HOME))
    files = [one for one in Path(settings.ANLAUFSTELLE_HOME).rglob("*") if one.is_file()]
    assert {"hsds.json", "entries.csv"} <= {one.name for one in files}
    assert [one.name for one in files if WORD.encode() in one.read_bytes()] == []
    held = set()
    for model in apps.get_app_config("catalogue").get_models():
        for row in model.objects.values():
            held |= {f"{model.__name__}.{name}" for name, value in row.items() if WORD in _text(value)}
    assert held == {"SourceRecord.body", "EntryRow.inside"}


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def test_what_is_for_everyone_is_told_to_everyone(networked: Client) -> None:
    hand_in(hybrid(online_for="everyone"))
    assert read.entry(id_of("treffen")).record.online_url == LINK  # type: ignore[union-attr]
    assert WORD in networked.get(f"/musternetz/feeds/{id_of('treffen')}.ics").content.decode().replace("\r\n ", "")


def test_members_read_links_and_what_is_for_them(networked: Client) -> None:
    page = member()[0].get("/desk/netz").content.decode()
    assert [one for one in (LINK.replace("&", "&amp;"), SECRET, "Musterbeirat", "Leitfaden") if one not in page] == []
    assert "Verlegen" not in page
    assert member("Eva Muster", "editor")[0].get("/desk/netz").content.decode().count("Verlegen") > 0


def test_a_member_of_a_town_or_of_nothing_is_none(networked: Client) -> None:
    with pytest.raises(Exception, match="keines"):
        accounts.invite(by=accounts.SYSTEM, name="Mia", held=Held("member", "05562020"))


def parsed(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one.get("RECURRENCE-ID") and one["RECURRENCE-ID"].dt.date()): one
            for one in found if str(one["UID"]) == id_of("treffen")}  # fmt: skip


def subscribed(client: Client) -> str:
    page = client.post("/desk/netz/kalender", {"netz": NET, "tun": "einrichten"}).content.decode()
    return page.partition("<code>http://localhost")[2].partition("</code>")[0]


def test_a_members_calendar_has_links_and_ends_when_it_should(networked: Client) -> None:
    hand_in(hybrid(), meeting("vorstand", name=SECRET, audience="members", happening=THURSDAYS))
    client, user = member()
    path = subscribed(client)
    answer = networked.get(path)
    text = answer.content.decode().replace("\r\n ", "")
    assert (f"CONFERENCE;VALUE=URI:{LINK}" in text, f"SUMMARY:{SECRET}" in text) == (True, True)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    renewed = subscribed(client)
    assert (networked.get(path).status_code, networked.get(renewed).status_code) == (404, 200)
    wrong = [renewed.replace(".ics", "x.ics"), "/feeds/netz/1-.ics", "/feeds/netz/x.ics", "/feeds/netz/²-a.ics"]
    assert [networked.get(one).status_code for one in wrong] == [404] * 4
    for grant in next(one for one in read.people.accounts() if one.id == user).grants:
        accounts.take(by=accounts.SYSTEM, grant=grant[0])
    assert networked.get(renewed).status_code == 404


def test_whoever_is_forgotten_has_no_calendar(networked: Client) -> None:
    path = subscribed(member()[0])
    assert networked.get(path).status_code == 200
    person.forget("Mia Muster")
    assert (networked.get(path).status_code, Subscription.objects.count()) == (404, 0)


def test_both_calendars_follow_a_moved_meeting_and_only_members_get_the_link(networked: Client) -> None:
    token = subscribed(member()[0])
    paths = (f"/musternetz/feeds/{id_of('treffen')}.ics", "/musternetz/feeds/termine.ics", token)
    before = {path: parsed(networked, path) for path in paths}
    secretary = member("Eva Muster", "editor")[0]
    entry = read.inside.entry(id_of("treffen"), {NET})
    assert entry is not None
    old = meetings.coming(entry, timezone.localdate(), 1)[0]
    to = old.start.date() + timedelta(days=5)
    sent = {"von": old.original, "tag": f"{to}", "uhrzeit": "14:30", "grund": "Saal belegt"}
    address = f"/desk/netz/termin/{entry.id}"
    assert secretary.get(address, {"von": old.original}).status_code == 200
    assert secretary.post(address, {**sent, "tag": ""}).status_code == 422
    assert secretary.post(address, sent).status_code == 302
    for path in paths:
        found, series = parsed(networked, path), parsed(networked, path)["None"]
        one = found[f"{old.start.date()}"]
        assert f"{one['DTSTART'].dt:%Y-%m-%d %H:%M %Z}" in (f"{to} 14:30 CET", f"{to} 14:30 CEST")
        assert int(series["SEQUENCE"]) == int(one["SEQUENCE"]) > int(before[path]["None"]["SEQUENCE"])
        assert (WORD in str(one.get("CONFERENCE", ""))) == (path == token)
    again = meetings.coming(read.inside.entry(entry.id, {NET}) or entry, timezone.localdate(), 3)
    assert next(one for one in again if one.original == old.original).moved
    secretary.post(address, {**sent, "tag": f"{to + timedelta(days=1)}"})
    assert len(parsed(networked, token)) == 2


def test_a_member_moves_nothing(networked: Client) -> None:
    client = member()[0]
    assert client.get(f"/desk/netz/termin/{id_of('treffen')}").status_code == 403


def test_at_the_desk_the_link_is_for_who_decides_about_it(networked: Client) -> None:
    pages = [
        f"/desk/eintrag/{id_of('treffen')}{end}" for end in ("", "/verlauf", "/bearbeiten", "/feld?feld=online_url")
    ]
    own, _ = member("Eva Muster", "editor")
    assert [WORD in own.get(path).content.decode() for path in pages] == [True, True, True, True]
    token = accounts.invite(by=accounts.SYSTEM, name="Fremd", held=Held("editor", "05513000"))
    other = Client(HTTP_HOST="localhost")
    other.force_login(get_user_model().objects.get(pk=accounts.accept(token=token, password="lange-genug-fuer-alle")))
    other.cookies["desk"]["path"] = "/desk/"
    assert [WORD in other.get(path).content.decode() for path in pages] == [False] * 4


def test_the_index_knows_the_meeting_and_not_its_link(networked: Client) -> None:
    answer = networked.get("/musternetz/api/find", {"q": WORD})
    assert "Mustertreffen" not in answer.content.decode()


def test_a_secretary_without_a_town_can_open_the_whole_desk(networked: Client) -> None:
    client = member("Eva Muster", "editor")[0]
    paths = ("eingang", "auskunft", "eintrag", "anrufe", "mitmachen", "pinnwand", "haus", "haus/bild", "uebersetzungen",
             "personen", "konto", "netz", f"eintrag/neu?art=event&gebiet={NET}")  # fmt: skip
    assert [one for one in paths if client.get(f"/desk/{one}").status_code != 200] == []
