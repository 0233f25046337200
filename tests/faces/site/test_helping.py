"""Places to volunteer: what suits somebody and why, the state in the address, a first word without an account."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import Approach
from anlaufstelle.catalogue.shapes_town import HelpDesk
from anlaufstelle.faces.site import helping
from anlaufstelle.faces.site.helping import Wish
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Language, Opportunity
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, edition, id_of

SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ALL = Wish(doing="listen", people="seniors", time="once", place="hier", language="tr", switches=("gruppe",))


def entry(key: str, ags: str | None = TOWN, **fields: object) -> Entry:
    record = Opportunity(id=id_of(key), name=key, **fields)  # type: ignore[arg-type]
    spoken = tuple(one.code or "" for one in record.languages)
    return Entry(id=record.id, record=record, ags=ags, languages=spoken)


@pytest.fixture
def helped(visitor: Client) -> Client:
    store.keep_edition(edition(helping=HelpDesk(name="Musteragentur")))
    return visitor


def test_the_address_holds_all_answers() -> None:
    address = helping.at(ALL, 5).partition("?")[2]
    assert address == "tun=listen&wen=seniors&zeit=once&wo=hier&sprache=tr&gruppe=1&schritt=5"
    assert helping.read(QueryDict(address)) == ALL
    assert helping.read(QueryDict("tun=x&wen=%00&seite=9999&sprache=zz")) == Wish()


def test_what_fits_says_why_and_what_is_silent_says_so() -> None:
    both = entry("Senioren zuhören", languages=(Language(id="1", code="tr"),), commitment="once", groups=True)
    silent = entry("Senioren begleiten")
    elsewhere = entry("Senioren besuchen und begleiten", ags="05562024")
    children = entry("Kinder begleiten")
    found = helping.fitting(ALL, [children, elsewhere, silent, both], edition(), timezone.localdate())
    assert [(one.entry.name, one.yes, one.silent) for one in found] == [
        ("Senioren zuhören", ["Zuhören und begleiten", "Ältere Menschen", "Einen Tag", "Musterstadt", "Türkisch",
                              "Als Gruppe oder Betrieb"], []),
        ("Senioren begleiten", ["Zuhören und begleiten", "Ältere Menschen", "Musterstadt"],
         ["Einen Tag", "Türkisch", "Als Gruppe oder Betrieb"]),
    ]  # fmt: skip


def test_a_task_for_a_day_that_is_past_is_gone() -> None:
    today = timezone.localdate()
    ahead = entry("Aktionstag morgen", day=(today + timedelta(days=1)).isoformat())
    past = entry("Aktionstag gestern", day=(today - timedelta(days=1)).isoformat())
    month = entry("Aktionstag im Monat", day=today.isoformat()[:7])
    found = helping.fitting(Wish(time="once"), [past, ahead, month], edition(), today)
    assert {one.entry.name for one in found} == {"Aktionstag morgen", "Aktionstag im Monat"}


@pytest.mark.parametrize("at", range(1, 6))
def test_each_question_can_be_skipped(helped: Client, at: int) -> None:
    page = helped.get(f"/de/mitmachen/was-passt?schritt={at}")
    text = page.content.decode()
    assert [words in text for words in (f"Frage {at} von 5", "Überspringen", "Zurück")] == [True] * 3
    assert page["X-Robots-Tag"] == "noindex"
    onward = "/de/mitmachen" if at == 5 else f"/de/mitmachen/was-passt?schritt={at + 1}"
    assert f'href="{onward}"' in text


def test_the_list_offers_the_questions_the_desk_and_everything(helped: Client) -> None:
    text = helped.get("/de/mitmachen").content.decode()
    assert [words in text for words in ("Was möchten Sie gern tun?", "Ich weiß es noch nicht", "Vorlesen")] == [
        True
    ] * 3
    assert f"/de/mitmachen/{id_of('help')}/kontakt" in text
    chosen = helped.get("/de/mitmachen?tun=teach&gruppe=1").content.decode()
    assert "Passt:" in chosen and "Nicht angegeben:" in chosen
    assert "Dazu passt zurzeit nichts." in helped.get("/de/mitmachen?tun=give").content.decode()


def test_a_long_list_has_pages(town, helped: Client) -> None:
    town([
        Received(source=SOURCE, key=f"v{n}", record=Opportunity(id=id_of(f"v{n}"), name=f"Musterstelle {n:02}"))
        for n in range(45)
    ])  # fmt: skip
    assert helped.get("/de/mitmachen").content.decode().count('<article class="card">') == 20
    last = helped.get("/de/mitmachen?seite=99").content.decode()
    assert (last.count('<article class="card">'), "Seite 3 von 3" in last) == (6, True)


def test_without_a_desk_nobody_is_sent_anywhere(visitor: Client) -> None:
    text = visitor.get("/de/mitmachen").content.decode()
    assert ("/kontakt" in text, "Ich weiß es noch nicht" in text) == (False, False)
    assert visitor.get("/de/mitmachen/schreiben").status_code == 404


def test_a_first_word_without_account_cookie_or_name(helped: Client) -> None:
    address = f"/de/mitmachen/{id_of('help')}/kontakt?tun=teach"
    asked = helped.get(address)
    text = asked.content.decode()
    assert "Musteragentur" in text and "Etwas erklären oder beibringen" in text and "Nach 90 Tagen" in text
    sent = helped.post(address, {"antwort": "02366 000-1"}, **SAME)
    assert "Ihre Nachricht ist angekommen." in sent.content.decode()
    (kept,) = Approach.objects.all()
    assert (kept.entry_name, kept.reply, kept.name, kept.wishes) == ("Vorlesen", "02366 000-1", "", "tun=teach")
    assert (asked.cookies, sent.cookies, sent["Cache-Control"]) == ({}, {}, "no-store")


def test_somebody_who_does_not_know_yet_reaches_the_desk(helped: Client) -> None:
    helped.post("/de/mitmachen/schreiben", {"antwort": "otto@example.org", "text": "Ich habe Zeit."}, **SAME)
    (kept,) = Approach.objects.all()
    assert (kept.entry_id, kept.desk, kept.text) == ("", "Musteragentur", "Ich habe Zeit.")


@pytest.mark.parametrize(
    ("form", "headers", "status"),
    [
        ({"antwort": ""}, SAME, 422),
        ({"antwort": "ruf mich an", "text": "Bitte behalten"}, SAME, 422),
        ({"antwort": "02366 000-1"}, {}, 403),
        ({"antwort": "02366 000-1"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"antwort": "02366 000-1", "website": "spam"}, SAME, 200),
    ],
)
def test_what_is_refused_keeps_what_was_typed(helped: Client, form, headers, status) -> None:
    answer = helped.post("/de/mitmachen/schreiben", form, **headers)
    assert (answer.status_code, Approach.objects.count()) == (status, 0)
    assert form.get("text", "") in answer.content.decode()


def test_only_a_place_to_volunteer_is_written_to(helped: Client) -> None:
    assert helped.get(f"/de/mitmachen/{id_of('debts')}/kontakt").status_code == 404
    assert helped.get("/de/mitmachen/unsinn/kontakt").status_code == 404
