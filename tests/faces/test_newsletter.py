"""A network's newsletter: agreed to twice, once a month, ended by a link; and a feed that says the same to all."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import Edition, Letter, Reader, Ticket
from anlaufstelle.faces.site import sender
from anlaufstelle.faces.site.views import newsletter as view
from anlaufstelle.pipeline import newsletter, outbox, person, tickets
from anlaufstelle.record.model import Project, ServiceArea

from . import musternetz
from .conftest import TOWN
from .musternetz import NET, SECRET, document, hand_in, id_of, meeting, received

PAGE = "/musternetz/de/netz/rundbrief"
SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}
EVA = "eva@muster.example.org"
WORKDAY = datetime.fromisoformat("2026-03-02T10:00+01:00")
NEXT = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def fresh_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "GATE", sender.Gate(most=1000))
    monkeypatch.setattr(view, "GUESSES", view.Gate(most=20))


def _released() -> None:
    musternetz.found()
    store.release_edition("musternetz", who="Eva Muster")
    here = ServiceArea(id="herten", name="Stadt Herten", areas=(TOWN,))
    hand_in(received(Project(id=id_of("garten"), name="Mustergarten & Co.", service_areas=(here,)), "garten"))


@pytest.fixture
def released(standing: Callable[..., Client]) -> Client:
    return standing(_released)


def ask(client: Client, address: str = EVA, **fields: str) -> int:
    return client.post(PAGE, {"adresse": address, **fields}, headers={"Sec-Fetch-Site": "same-origin"}).status_code


def link(body: str, end: str) -> str:
    return re.findall(rf"http://127\.0\.0\.1:8000(/musternetz/de/netz/rundbrief/\S+/{end})", body)[0]


def agreed(client: Client, address: str = EVA) -> None:
    assert ask(client, address) == 200
    assert client.post(link(Letter.objects.get(address=address).body, "zustimmen")).status_code == 200


def mails() -> list[Letter]:
    return list(Letter.objects.filter(batch__startswith=f"newsletter {NET}").order_by("pk"))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_nobody_gets_it_who_has_not_agreed_by_mail(released: Client) -> None:
    assert "Rundbrief bestellen" in text(released, PAGE)
    assert [ask(released), ask(released, EVA.upper()), ask(released, " " + EVA)] == [200] * 3
    letter = Letter.objects.get()
    assert (letter.address, Reader.objects.get().confirmed_on, newsletter.write(NEXT)) == (EVA, None, 0)
    path = link(letter.body, "zustimmen")
    assert "Möchten Sie den Rundbrief bekommen?" in text(released, path)
    assert newsletter.write(NEXT) == 0
    assert "Danke" in released.post(path).content.decode()
    assert (newsletter.write(timezone.localdate()), newsletter.write(NEXT)) == (0, 1)
    assert (ask(released), Letter.objects.count()) == (200, 2)


def test_it_tells_what_became_public_and_what_comes_and_nothing_withheld(released: Client) -> None:
    hand_in(
        document("neu", "Leitfaden Gärten", version="3", replaces_id=id_of("leitfaden")),
        meeting("vorstand", name=SECRET, audience="members"),
        meeting("abgesagt", name="Entfällt", status="cancelled"),
    )
    agreed(released)
    newsletter.write(NEXT)
    (mail,) = mails()
    told = ("Mustertreffen", "Leitfaden Gärten", "Mustergarten & Co.", f"/netz/bibliothek/{id_of('neu')}",
            f"/projekte/{id_of('garten')}", f"/termine/{id_of('treffen')}")  # fmt: skip
    assert [one for one in told if one not in mail.body] == []
    assert [one for one in (SECRET, "Entfällt", id_of("leitfaden"), "<img", "<a ") if one in mail.body] == []
    for path in re.findall(r"http://127\.0\.0\.1:8000(/musternetz/de/\S+)", mail.body):
        assert released.get(path, follow=True).status_code == 200, path
    later = (NEXT + timedelta(days=32)).replace(day=1)
    newsletter.write(later)
    assert ["Leitfaden" in one.body for one in mails()] == [True, False]


def test_once_a_month_and_address_whatever_is_done_twice(released: Client) -> None:
    agreed(released)
    agreed(released, "mia@muster.example.org")
    assert [newsletter.write(NEXT + timedelta(days=one)) for one in (0, 0, 9)] == [2, 0, 0]
    assert (outbox.send(WORKDAY).sent, outbox.send(WORKDAY).sent) == (4, 0)


def test_the_link_ends_it_and_deletes_the_address_and_looking_does_not(released: Client) -> None:
    agreed(released)
    newsletter.write(NEXT)
    (mail,) = mails()
    path, header = link(mail.body, "abmelden"), outbox.message(outbox.known.letters("waiting")[-1])
    assert header["List-Unsubscribe"] == f"<http://127.0.0.1:8000{path}>"
    outbox.send(WORKDAY)
    assert outbox.path_of(mail.message_id).exists()
    assert ("Adresse löschen" in text(released, path), Reader.objects.count()) == (True, 1)
    assert released.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [one.objects.count() for one in (Reader, Ticket, Letter)] == [0, 0, 0]
    assert not outbox.path_of(mail.message_id).exists()
    assert released.post(path).status_code == 404


def test_a_link_opens_what_it_is_for_and_nothing_else(released: Client) -> None:
    ask(released)
    path = link(Letter.objects.get().body, "zustimmen")
    store.keep_edition(replace(musternetz.network(), slug="anderes", areas=("net:anderes",)))
    wrong = [path.replace("zustimmen", "abmelden"), path[:-11] + "x/zustimmen", path.replace("musternetz", "anderes"),
             path.removeprefix("/musternetz")]  # fmt: skip
    assert [released.post(one).status_code for one in wrong] == [404] * 4
    assert (Reader.objects.get().confirmed_on, released.get(path)["Cache-Control"]) == (None, "no-store")


def test_what_is_refused_keeps_nothing(released: Client) -> None:
    assert [ask(released, one) for one in ("", "eva", "eva@x\nBcc: mia@muster.example.org")] == [422] * 3
    assert (released.post(PAGE, {"adresse": EVA}).status_code, ask(released, **{sender.HONEYPOT: "x"})) == (403, 200)
    store.asking.silence(tickets.address_hash(EVA), "stop")
    assert (ask(released), Reader.objects.count(), Letter.objects.count()) == (200, 0, 0)


def test_a_preview_and_a_town_have_none(released: Client) -> None:
    agreed(released)
    Edition.objects.update(state="preview")
    assert (newsletter.write(NEXT), released.get(PAGE).status_code, released.get("/de/netz/rundbrief").status_code) == (
        0, 404, 404,
    )  # fmt: skip
    assert "Rundbrief" not in text(released, musternetz.PAGE)


def test_who_never_agreed_is_forgotten_after_a_week_and_who_asks_at_once(released: Client) -> None:
    agreed(released)
    ask(released, "mia@muster.example.org")
    Reader.objects.update(at=timezone.now() - timedelta(days=6, hours=23))
    assert newsletter.forget() == 0
    Reader.objects.update(at=timezone.now() - timedelta(days=7, hours=1))
    assert (newsletter.forget(), newsletter.forget()) == (1, 0)
    assert {one.table for one in person.about(EVA)} == {"Reader", "Letter"}
    done = person.forget(EVA)
    assert (done.changed, done.left, Letter.objects.count()) == ({"Reader": 1}, (), 0)


def test_the_feed_tells_everybody_the_same_newest_first(released: Client) -> None:
    hand_in(document("neu", "Neu & frisch", description="Kurz <gesagt>"))
    answer = released.get("/musternetz/feeds/netz.atom")
    feed = ElementTree.fromstring(answer.content)
    names = [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")]
    assert names[0] == "Neu & frisch"
    assert set(names) == {"Neu & frisch", "Leitfaden Gärten", "Mustertreffen", "Mustergarten & Co."}
    assert (SECRET in answer.content.decode(), feed.findtext(f".//{ATOM}summary")) == (False, "Kurz <gesagt>")
    assert answer["Content-Type"].startswith("application/atom+xml")
    for one in feed.iter(f"{ATOM}entry"):
        assert released.get(one.find(f"{ATOM}link").attrib["href"]).status_code == 200  # type: ignore[union-attr]
    assert released.get("/feeds/netz.atom").status_code == 404
