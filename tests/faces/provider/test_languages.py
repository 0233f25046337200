"""The pages behind a mail's links in the languages of the town: whole, kept from page to page; German by default."""

import re

import pytest
from django.conf import settings

from anlaufstelle.catalogue import read, store

from ..conftest import edition, id_of

pytestmark = pytest.mark.django_db(transaction=True)
ALL = tuple(code for code, _name in settings.LANGUAGES)
PAGES = ("stimmt", "aendern", "gibt-es-nicht-mehr", "neu", "aushang", f"angebot/{id_of('debts')}")


@pytest.fixture
def spoken(links):
    store.keep_edition(edition(languages=ALL))
    return links


def seen(links, page: str, language: str, **sent: object) -> str:
    at = f"/anbieter/{links.answer}/{page}?sprache={language}"
    answer = links.browser.post(at, sent) if sent else links.browser.get(at)
    assert answer["Content-Language"] == language
    return answer.content.decode()


def said(page: str) -> set[str]:
    """What is neither in a language named beside it nor a link to another one."""
    text = re.sub(r"<(\w+)[^>]* lang=\"[^>]*>.*?</\1>", " ", page.partition('id="inhalt">')[2], flags=re.S)
    return {one.strip() for one in re.split(r"<[^>]*>", text) if re.search(r"\w{3}", one)}


@pytest.mark.parametrize("language", ["uk", "ar", "tr", "en"])
def test_no_page_is_left_in_german(spoken, language):
    left = {page: said(seen(spoken, page, "de")) & said(seen(spoken, page, language)) for page in PAGES}
    left |= {f"{page} sent": said(seen(spoken, page, "de", phone="x", email="x"))
             & said(seen(spoken, page, language, phone="x", email="x")) for page in PAGES[3:]}  # fmt: skip
    assert {page: words for page, words in left.items() if words} == {}
    assert (f'dir="{"rtl" if language == "ar" else "ltr"}"' in seen(spoken, "stimmt", language)) is True


def test_a_language_is_kept_from_page_to_page_and_through_what_is_sent(spoken):
    page = seen(spoken, "stimmt", "tr", angebot=[id_of("food")])
    assert "Bir teklif onaylandı." in page and "Çok teşekkürler!" in page
    ways = re.findall(r'href="(/anbieter/[^"]*)"', page)
    assert (len(ways), {one.partition("?")[2] for one in ways}) == (4, {"sprache=tr"})
    assert {f"?sprache={one}" for one in ALL} <= set(re.findall(r'href="(\?[^"]*)"', page))


def test_what_the_town_does_not_offer_and_what_nobody_asked_for_is_german(spoken, links):
    store.keep_edition(edition(languages=("tr", "de")))
    for query in ("", "?sprache=uk", "?sprache=xx"):
        told = links.browser.get(f"/anbieter/{links.answer}/stimmt{query}")
        assert (told["Content-Language"], "Stimmt das noch?" in told.content.decode()) == ("de", True)


def test_hours_come_back_as_a_week_in_the_readers_language(spoken):
    page = seen(spoken, f"angebot/{id_of('debts')}", "tr", hours="Do 14 bis 18 Uhr", phone="", description="x")
    assert "Perşembe" in page and "14:00–18:00" in page and "kapalı" in page.lower()


def test_languages_are_understood_by_their_name_in_any_of_the_pages_languages(spoken):
    store.asking.trust(id_of("verein"), by="Erika Muster")
    seen(spoken, f"angebot/{id_of('food')}", "ar", languages="الألمانية، التركية", description="Essen für alle.")
    assert [one.code for one in read.entry(id_of("food")).record.languages] == ["de", "tr"]
