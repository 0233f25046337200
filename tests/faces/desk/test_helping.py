"""The desk answers those who want to help: what is due, what is late, what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue.models import Approach, Letter
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.catalogue.shapes_town import HelpDesk
from anlaufstelle.pipeline import helping
from anlaufstelle.pipeline.helping import Said

from ..conftest import edition
from .conftest import HELD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
TOWN = edition(helping=HelpDesk(name="Musteragentur"))


def told(**said: str) -> int:
    return helping.tell(Said(**{"reply": "otto@example.org", **said}), TOWN).id


def test_a_message_is_answered_and_counted(town, editor) -> None:
    id = told(text="Ich habe donnerstags Zeit.")
    page = editor.get("/desk/mitmachen").content.decode()
    assert "Ich habe donnerstags Zeit." in page and "otto@example.org" in page and "Antwort bis" in page
    done = editor.post(f"/desk/mitmachen/{id}", {"ergebnis": "answered", "antwort": "Schön! Kommen Sie vorbei."})
    assert (done.status_code, done["Location"]) == (302, "/desk/mitmachen?post=1")
    assert Letter.objects.get().address == "otto@example.org"
    editor.post(f"/desk/mitmachen/{id}", {"ergebnis": "placed"})
    page = editor.get("/desk/mitmachen").content.decode()
    assert "1 vermittelt" in page and "Gerade wartet niemand auf Antwort." in page


def test_what_is_late_stands_first_and_says_so(town, editor) -> None:
    told(text="Die neue")
    late = told(text="Die alte")
    Approach.objects.filter(pk=late).update(due_on=timezone.localdate() - timedelta(days=1))
    page = editor.get("/desk/mitmachen").content.decode()
    assert page.index("Die alte") < page.index("Überfällig") + 1000 and page.index("Die alte") < page.index("Die neue")


def test_two_who_answer_at_once(town, editor, second) -> None:
    id = told()
    assert editor.post(f"/desk/mitmachen/{id}", {"ergebnis": "closed"}).status_code == 302
    assert second.post(f"/desk/mitmachen/{id}", {"ergebnis": "closed"}).status_code == 409


def test_no_mail_to_a_telephone_and_nothing_of_other_towns(town, editor) -> None:
    id = told(reply="02366 000-1")
    assert editor.post(f"/desk/mitmachen/{id}", {"ergebnis": "answered", "antwort": "Hallo"}).status_code == 422
    stranger = signed_in("Fremd", Held("adviser", "05562024"))
    assert "02366 000-1" not in stranger.get("/desk/mitmachen").content.decode()
    assert stranger.post(f"/desk/mitmachen/{id}", {"ergebnis": "placed"}).status_code == 403
    adviser = signed_in("Rita Muster", HELD["adviser"])
    assert adviser.post(f"/desk/mitmachen/{id}", {"ergebnis": "placed"}).status_code == 302
