"""The same page in six languages: found in the address, offered by name, never forced."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from anlaufstelle.catalogue import store
from anlaufstelle.faces.site import languages
from anlaufstelle.record.model import Translation
from anlaufstelle.vocabulary import needs

from ..conftest import edition, id_of, service

ALL = tuple(code for code, _name in settings.LANGUAGES)
FOREIGN = tuple(code for code in ALL if not code.startswith("de"))
ENTRY = f"angebot/{id_of('debts')}/eintrag"
PAGES = ("", "suche?q=Schulden&ort=Herten", ENTRY, "notfall", "spuren", "sprachen", "termine")


@pytest.fixture
def reader(visitor: Client) -> Client:
    store.keep_edition(edition(languages=ALL))
    return visitor


def text(reader: Client, address: str, **headers: str) -> str:
    response = reader.get(address, headers=headers)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("language", ALL)
def test_every_page_answers_in_every_language(reader: Client, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    for address in PAGES:
        response = reader.get(f"/{language}/{address}")
        assert (response.status_code, response["Content-Language"]) == (200, language)
        assert f'<html lang="{language}" dir="{direction}"' in response.content.decode()


@pytest.mark.parametrize("language", ALL)
def test_the_menu_stays_on_the_page_and_names_languages_in_their_own_words(reader: Client, language: str) -> None:
    menu = text(reader, f"/{language}/suche?q=Schulden&ort=Herten").split('class="tongues"')[1].split("</details>")[0]
    found = re.findall(r'<a href="([^"]+)" lang="([^"]+)" hreflang="\2"[^>]*>([^<]+)<', menu)
    assert [(code, name) for _href, code, name in found] == [(code, languages.name(code)) for code in ALL]
    assert [href for href, _code, _name in found] == [f"/{code}/suche?q=Schulden&amp;ort=Herten" for code in ALL]
    assert menu.count("aria-current") == 1


@pytest.mark.parametrize("address", ["/xx/", "/fr/", "/de-AT/", "/xx/suche?q=Schulden"])
def test_an_unknown_language_is_404(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_town_offers_only_its_own_languages(visitor: Client) -> None:
    assert visitor.get("/tr/").status_code == 404
    assert 'class="tongues"' not in text(visitor, "/de/")
    store.keep_edition(edition(languages=("tr", "de", "tlh")))
    assert visitor.get("/uk/").status_code == 404
    assert '<html lang="tr"' in text(visitor, "/")
    assert re.findall(r'hreflang="([^"]+)" ?(?:aria-current="true")?>', text(visitor, "/tr/")) == ["tr", "de"]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("tr-TR,tr;q=0.9,en;q=0.8", "Bu sayfa Türkçe"),
        ("fr,uk;q=0.5", "Ця сторінка українською"),
        ("de-DE,en;q=0.4", ""),
        ("fr", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_the_browsers_language_is_an_offer_and_no_redirect(reader: Client, asked: str, offered: str) -> None:
    page = text(reader, "/de/", **{"accept-language": asked})
    found = re.search(r'class="wide offer"><a [^>]*>([^<]+)<', page)
    assert (found[1] if found else "") == offered


def test_search_engines_learn_of_all_languages_once_released(reader: Client) -> None:
    assert 'rel="alternate"' not in text(reader, "/de/")
    store.release_edition("herten", who="test")
    page = text(reader, f"/de/{ENTRY}")
    found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert found == {code: f"http://localhost/{code}/{ENTRY}" for code in ALL} | {
        "x-default": f"http://localhost/de/{ENTRY}"
    }


@pytest.mark.parametrize("language", FOREIGN)
def test_emergency_words_stand_beside_the_german_until_reviewed(reader: Client, language: str) -> None:
    page = text(reader, f"/{language}/notfall")
    for line in needs.load().lines:
        assert f'href="tel:{line.number}"' in page
        assert line.caption(language) in page
        assert line.caption("de") in page
    assert "Bei Lebensgefahr: 112. Bei Gewalt oder Bedrohung: 110." in page


@pytest.mark.parametrize("language", ALL)
def test_the_page_on_traces_stands_beside_the_german_until_reviewed(reader: Client, language: str) -> None:
    page = text(reader, f"/{language}/spuren")
    assert ('<div class="flow" lang="de" dir="ltr">' in page) == (language in FOREIGN)
    assert page.count("<p>Tippen Sie auf „Seite schnell verlassen“.") == 1


@pytest.mark.parametrize("language", ALL)
def test_the_page_on_languages_is_honest(reader: Client, language: str) -> None:
    page = text(reader, f"/{language}/sprachen")
    assert [languages.name(code) in page for code in ALL] == [True] * len(ALL)
    assert [languages.reviewer(code) for code in FOREIGN] == [""] * len(FOREIGN)


@pytest.mark.parametrize(("language", "asked"), [("ar", "ديون"), ("uk", "борги"), ("tr", "borç"), ("en", "debts")])
def test_search_understands_the_language_of_the_page(reader: Client, language: str, asked: str) -> None:
    page = text(reader, f"/{language}/suche?q={asked}")
    assert "Musterberatung bei Schulden" in page
    assert needs.load().caption("debt-advice", language) in page


@pytest.mark.parametrize("language", FOREIGN)
def test_german_texts_are_marked_as_german(reader: Client, language: str) -> None:
    page = text(reader, f"/{language}/{ENTRY}")
    assert re.search(r'<div class="prose told flow" lang="de"[^>]*><p>Hilfe bei Schulden\.', page)
    assert '<h1 lang="de">Musterberatung bei Schulden</h1>' in page


def test_a_translation_says_what_it_is_worth(reader: Client, town: Callable[..., None]) -> None:
    old = Translation(
        path="description", language="tr", text="Borçlara yardım.", origin="machine", source_hash="0" * 16
    )
    town(
        [service("debts", "Musterberatung bei Schulden", "Schuldnerberatung", description="Neu.", translations=(old,))]
    )
    page = text(reader, f"/tr/{ENTRY}")
    assert '<p class="quiet">Makine çevirisi, hata içerebilir. Metnin aslı o zamandan beri değişti.</p>' in page
    assert page.index("Borçlara yardım.") < page.index("<p>Neu.</p>")


class Unmarked(HTMLParser):
    """Gathers what a reader of the page's language meets as such: text outside anything marked as another language."""

    void = frozenset({"meta", "link", "input", "br", "img", "hr", "path"})

    def __init__(self, language: str) -> None:
        super().__init__()
        self.page, self.spoken, self.found = language, [""], list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        spoken = told.get("lang") or (self.page if tag == "body" else self.spoken[-1])
        if spoken == self.page:
            self.found += [told[name] or "" for name in ("aria-label", "placeholder", "alt") if name in told]
        if tag not in self.void:
            self.spoken.append(spoken if tag not in ("head", "script") else "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void:
            self.spoken.pop()

    def handle_data(self, data: str) -> None:
        if self.spoken[-1] == self.page:
            self.found.append(data.strip())


GERMAN = re.compile(
    r"[äöüßÄÖÜ]|\b(?:der|die|das|und|für|mit|von|bei|ist|nicht|eine|Sie|wir|zum|zur|Uhr|Quelle|Stand)\b"
)
MORE = (
    "lotse",
    "lotse?thema=money",
    "merkliste",
    "mitnehmen",
    "rueckmeldung",
    "barrierefreiheit",
    "ueber",
    "datenschutz",
    "impressum",
    "kiosk",
    "suche",
    "suche?q=xyzzyqwert",
    f"traeger/{id_of('verein')}/musterverein-e-v",
    f"termine/{id_of('cafe')}/mustercafe",
    f"mitmachen/{id_of('help')}/vorlesen",
)


def test_no_german_is_left_unmarked(reader: Client) -> None:
    left = {}
    for address in (*PAGES, *MORE):
        parser = Unmarked("en")
        parser.feed(text(reader, f"/en/{address}"))
        if found := [words for words in parser.found if GERMAN.search(words) and not words.startswith("http")]:
            left[address] = found
    assert left == {}


@pytest.mark.parametrize(
    ("origin", "mark", "told"),
    [
        ("human", None, "Безкоштовно до 18 років"),
        ("machine", None, "Безкоштовно до 18 років ("),
        ("human", "0" * 16, "Безкоштовно до 18 років ("),
    ],
)
def test_short_texts_are_read_in_translation_too_with_what_it_is_worth(town, visitor, origin, mark, told):
    store.keep_edition(edition(languages=("de", "uk")))
    words = "Безкоштовно до 18 років"
    translations = tuple(
        Translation(path=path, language="uk", text=words, origin=origin, source_hash=mark)
        for path in ("fees_description", "eligibility_description", "application_process", "alert")
    )
    stated = {"fees_description": "Frei bis 18", "eligibility_description": "Alle", "application_process": "Anruf"}
    town([service("paid", "Musterkurs", "Kurs", alert="Umzug", translations=translations, **stated)])
    page = visitor.get(f"/uk/angebot/{id_of('paid')}", follow=True).content.decode()
    assert page.count(f">{told}") >= 4
    assert ">Umzug<" in visitor.get(f"/de/angebot/{id_of('paid')}", follow=True).content.decode()
