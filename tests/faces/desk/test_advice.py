"""The quick view: what a caller asks, beside the list, in one page; hints stay inside; nothing of it is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Hint, Tally
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.pipeline import hints, tally
from anlaufstelle.record.model import RequiredDocument, part_id

from ..conftest import edition, id_of, service
from .conftest import HELD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def adviser(town) -> Client:
    return signed_in("Ada Muster", HELD["adviser"])


def ask(client: Client, query: str) -> str:
    return client.get(f"/desk/auskunft?{query}").content.decode()


def test_the_first_hit_stands_open_beside_the_list(adviser):
    told = ask(adviser, "q=Schulden")
    assert 'id="eintrag-name">Musterberatung bei Schulden' in told
    assert '<a href="tel:+4923660002"><bdi dir="ltr">02366 0002</bdi></a>' in told
    assert "Musterweg 1, 45699 Herten" in told
    assert "In dieser Stadt" in told


def test_an_adviser_begins_here_and_nothing_asked_is_no_error(adviser):
    assert adviser.get("/desk/")["Location"] == "/desk/auskunft"
    assert "autofocus" in ask(adviser, "")
    assert "Hier passt nichts. Rathaus Musterstadt hilft weiter" in ask(adviser, "q=xyzzyqwert")


def test_what_to_bring_and_what_it_costs(town, adviser):
    paper = RequiredDocument(id=part_id(id_of("pass"), "document"), document="Personalausweis")
    fields = {"required_documents": (paper,), "fees_description": "2 Euro", "appointment": "required"}
    town([service("pass", "Musterpass", "Bürgerbüro", alert="Nur bis Mai", **fields)])
    told = ask(adviser, f"q=Musterpass&eintrag={id_of('pass')}")
    facts = [f"<dt>{label}</dt><dd>{line}</dd>" for label, line in (
        ("Achtung", "Nur bis Mai"), ("Kosten", "2 Euro"), ("Termin", "Nur mit Termin"),
        ("Mitbringen", "Personalausweis"), ("Bestätigt", "noch von niemandem"))]  # fmt: skip
    assert [one for one in facts if one not in told] == []


def test_where_a_confidential_place_is_stays_unsaid(adviser):
    told = ask(adviser, f"q=Frauenhaus&eintrag={id_of('shelter')}")
    assert "Der Ort bleibt zum Schutz geheim" in told
    assert "Musterweg" not in told


def test_the_basket_stands_in_the_address_and_prints_beside_german(adviser):
    store.keep_edition(edition(languages=("de", "uk")))
    both = f"{id_of('debts')},{id_of('food')}"
    told = ask(adviser, f"q=Schulden&korb={both}&sprache=uk")
    assert "Korb (2)" in told
    sheet = told.partition('data-print="')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert sheet.startswith("/uk/merkliste/blatt?ids=")
    paper = adviser.get(sheet).content.decode()
    assert ("Musterberatung bei Schulden" in paper, "Mustertafel" in paper) == (True, True)
    assert paper.count('class="paper twin" lang="de"') == 2
    assert "/de/merkliste/blatt" in ask(adviser, f"q=Schulden&korb={both}&sprache=ar")  # the town does not speak it


def test_nonsense_in_the_address_is_passed_over(adviser):
    for query in (
        "korb=x,y",
        "eintrag=x",
        "sprache=tlh&q=Schulden",
        f"korb={'0' * 36}",
        "offen=1",
        "ort=Nirgendwo&q=x",
    ):
        assert adviser.get(f"/desk/auskunft?{query}").status_code == 200


def leave(client: Client, **fields: str) -> int:
    form = {"eintrag": id_of("debts"), "zurueck": "/desk/auskunft?q=Schulden", "hinweis": "Nach Frau Muster fragen"}
    return client.post("/desk/auskunft/hinweis", {**form, **fields}).status_code


def test_a_hint_is_seen_by_the_same_area_only_and_never_outside(adviser):
    assert leave(adviser, nummer="02366 999") == 302
    assert "Nach Frau Muster fragen" in ask(adviser, "q=Schulden")
    assert 'Weitergeben an: <bdi dir="ltr">02366 999</bdi>' in ask(adviser, "q=Schulden")
    elsewhere = signed_in("Fremde Beratung", Held("adviser", "05562024"))
    assert "Nach Frau Muster" not in ask(elsewhere, f"q=Schulden&eintrag={id_of('debts')}")
    outside = ("/de/angebot/" + id_of("debts"), "/de/suche?q=Schulden", f"/api/hsds/services/{id_of('debts')}",
               "/api/hsds/services", "/de/merkliste/karten?ids=" + id_of("debts"))  # fmt: skip
    for path in outside:
        answer = Client(HTTP_HOST="localhost").get(path, follow=True)
        assert (answer.status_code, b"Nach Frau Muster" in answer.content) == (200, False), path


def test_a_hint_is_taken_away_by_the_same_area_only(adviser):
    leave(adviser)
    form = {"zeile": Hint.objects.get().pk, "zurueck": "/desk/auskunft?q=Schulden"}
    elsewhere = signed_in("Fremde Beratung", Held("adviser", "05562024"))
    assert (elsewhere.post("/desk/auskunft/hinweis/weg", form).status_code, Hint.objects.count()) == (403, 1)
    assert (adviser.post("/desk/auskunft/hinweis/weg", form).status_code, Hint.objects.count()) == (302, 0)
    assert adviser.post("/desk/auskunft/hinweis/weg", form).status_code == 404


@pytest.mark.parametrize("fields", [{"hinweis": " "}, {"hinweis": "x" * 501}, {"nummer": "0" * 61}])
def test_a_hint_that_is_none_is_named(adviser, fields):
    assert (leave(adviser, **fields), Hint.objects.count()) == (422, 0)


def test_old_hints_are_forgotten(adviser, settings):
    leave(adviser)
    assert hints.tidy() == 0
    Hint.objects.update(at=timezone.now() - timedelta(days=settings.ANLAUFSTELLE_KEEP_HINTS + 1))
    assert hints.tidy() == 1
    assert read.hints.about(id_of("debts"), ["05562020"]) == []


def test_nothing_of_a_question_is_counted_or_logged(adviser, caplog):
    tally.flush()
    before = Tally.objects.count()
    ask(adviser, "q=Schulden")
    tally.flush()
    assert (Tally.objects.count(), caplog.text) == (before, "")
