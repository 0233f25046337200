"""A town that says "du" says it on every page, and the language of the page is German all the same."""

import re

import pytest
from django.test import Client
from django.utils import translation

from anlaufstelle.catalogue import store
from anlaufstelle.faces.address_form import speaking

from .conftest import edition, id_of

ENTRY = f"angebot/{id_of('debts')}/eintrag"
PAGES = ["", "suche?q=Schulden", "suche?q=xyzzy", ENTRY, "spuren", "lotse", "merkliste", "mitnehmen", "rueckmeldung"]
PAGES += ["datenschutz", "ueber", "sprachen", "barrierefreiheit", "kiosk", "notfall", "gibt-es-nicht"]
SPEAKS = re.compile(r"(?<![.!?:] )(?<![>\"„])\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_called_sie(visitor: Client, page: str) -> None:
    assert SPEAKS.search(visitor.get(f"/de/{page}").content.decode())
    store.keep_edition(edition(address_form="du", languages=("de", "de-simple", "tr")))
    response = visitor.get(f"/de/{page}", headers={"accept-language": "tr"})
    assert SPEAKS.findall(response.content.decode()) == []
    assert response["Content-Language"] == "de"


def test_plain_german_keeps_its_sie(visitor: Client) -> None:
    store.keep_edition(edition(address_form="du", languages=("de", "de-simple")))
    assert "Was suchst du?" in visitor.get("/de/").content.decode()
    assert "Was suchen Sie?" in visitor.get("/de-simple/").content.decode()


def test_another_language_in_between_does_not_forget_it() -> None:
    with speaking("de", "du"):
        with speaking("tr"):
            assert translation.gettext("Was suchen Sie?") not in ("Was suchen Sie?", "Was suchst du?")
        assert translation.gettext("Was suchen Sie?") == "Was suchst du?"
        assert translation.get_language() == "de"
    with speaking("de"):
        assert translation.gettext("Was suchen Sie?") == "Was suchen Sie?"


def test_where_nothing_was_spoken_before_the_default_answers_again() -> None:
    translation.deactivate()
    with speaking("tr"):
        pass
    assert translation.gettext("Was suchen Sie?") == "Was suchen Sie?"
