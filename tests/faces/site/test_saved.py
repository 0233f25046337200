"""The saved list: codes in the address, cards on request, nothing kept."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from anlaufstelle.catalogue import store
from anlaufstelle.faces.site import saved, share
from anlaufstelle.faces.site.slug import code

from ..conftest import edition, id_of

DEBTS, FOOD, SHELTER = (code(id_of(key)) for key in ("debts", "food", "shelter"))


def cards(visitor: Client, *codes: str) -> str:
    return visitor.get("/de/merkliste/karten?ids=" + ",".join(codes)).content.decode()


def test_a_code_is_short_and_leads_back() -> None:
    assert (len(DEBTS), saved.id_of(DEBTS)) == (22, id_of("debts"))
    assert saved.id_of(id_of("debts")) == id_of("debts")


@pytest.mark.parametrize("told", ["", "x", "!" * 22, "ä" * 22, "A" * 21, "A" * 4000, "zz" * 18, "%00", "-" * 36])
def test_what_is_no_code_is_passed_over(told: str) -> None:
    assert saved.id_of(told) is None
    assert saved.asked(f"{told},{DEBTS}") == [id_of("debts")]


def test_each_once_in_the_order_of_the_list() -> None:
    assert saved.asked(f"{FOOD}, {DEBTS},{FOOD}") == [id_of("food"), id_of("debts")]
    assert len(saved.asked(",".join(code(id_of(str(number))) for number in range(90)))) == saved.MOST


def test_the_page_explains_itself_without_a_script(visitor: Client) -> None:
    response = visitor.get("/de/merkliste")
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert "Diese Liste braucht JavaScript" in page[page.index("plain-only") :]
    assert 'data-saved="/de/merkliste/karten"' in page


def test_cards_in_the_order_of_the_list_with_all_ways_to_share(visitor: Client) -> None:
    response = visitor.get(f"/de/merkliste/karten?ids={FOOD},{DEBTS}")
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert page.index("Mustertafel") < page.index("Musterberatung bei Schulden")
    assert 'data-words="2 Angebote auf Ihrer Liste"' in page
    message = unquote(re.findall(r'href="(sms:[^"]+)"', page)[0])
    assert f"http://localhost/de/merkliste#{FOOD},{DEBTS}" in message
    assert "Musterberatung bei Schulden: 02366 0002" in message
    assert "<svg" in page[page.index('class="scan"') :]
    assert "<html" not in page


def test_what_is_gone_is_said(visitor: Client) -> None:
    page = cards(visitor, FOOD, code(id_of("never")))
    assert "1 Angebot Ihrer Liste gibt es hier nicht mehr." in page
    assert "Mustertafel" in page
    assert 'data-words=""' in cards(visitor)


def test_a_confidential_place_stays_so(visitor: Client) -> None:
    page = cards(visitor, SHELTER)
    assert "Der Ort bleibt zum Schutz geheim" in page
    assert "Musterweg" not in page


def test_every_card_can_be_kept_without_saying_who_does(visitor: Client) -> None:
    page = visitor.get("/de/suche?q=Schulden").content.decode()
    assert f'href="/de/merkliste#{DEBTS}" data-keep="{DEBTS}"' in page
    assert "Merken</span>" in page


def test_an_entry_is_shared_by_message_and_picture(visitor: Client) -> None:
    address = f"/de/angebot/{id_of('debts')}/eintrag"
    page = visitor.get(address).content.decode()
    message = unquote(re.findall(r'href="(sms:[^"]+)"', page)[0])
    assert message.splitlines() == [
        "sms:?&amp;body=Musterberatung bei Schulden: 02366 0002",
        f"http://localhost{address}",
    ]
    assert f"http://localhost{address}</p>" in page


def test_a_guarded_page_says_that_messages_stay(visitor: Client) -> None:
    words = "Eine SMS bleibt auf beiden Handys sichtbar"
    assert words in visitor.get(f"/de/angebot/{id_of('shelter')}/eintrag").content.decode()
    assert words not in visitor.get(f"/de/angebot/{id_of('food')}/mustertafel").content.decode()


def test_a_picture_is_small_and_left_out_where_it_could_not_be_read() -> None:
    assert 500 < len(share.picture("https://muster.example.org/de/merkliste#" + ",".join([DEBTS] * 5))) < 6_000
    assert share.picture("https://muster.example.org/" + "x" * 700) == ""
    assert " style=" not in share.picture("https://muster.example.org/")


def test_on_paper_the_german_stands_beside_for_the_office(visitor: Client) -> None:
    store.keep_edition(edition(languages=("de", "de-simple", "ar")))
    told = visitor.get(f"/ar/merkliste/karten?ids={DEBTS}").content.decode()
    twin = told.split('<div class="paper twin" lang="de" dir="ltr">')[1].split("</div>")[0]
    assert "Hilfe bei Schulden." in twin
    for language in ("de", "de-simple"):
        assert "twin" not in visitor.get(f"/{language}/merkliste/karten?ids={DEBTS}").content.decode()
