"""A volunteer's half hour: the list, five outcomes, and entries of another area left alone."""

import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Call
from anlaufstelle.catalogue.rules import Held

from ..conftest import id_of
from .conftest import HELD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_caller_calls_and_what_was_settled_is_off_the_list(town):
    caller = signed_in("Karla Muster", HELD["caller"])
    assert "Musterberatung bei Schulden" in caller.get("/desk/anrufe").content.decode()
    done = caller.post(f"/desk/anrufe/{id_of('debts')}", {"ergebnis": "right"})
    assert (done.status_code, done["Location"]) == (302, "/desk/anrufe")
    page = caller.get("/desk/anrufe").content.decode()
    assert "Musterberatung bei Schulden" not in page
    assert "ein Angebot bestätigt" in page
    assert read.entry(id_of("debts")).provenance["phones"].state == "verified"


@pytest.mark.parametrize("form", [{}, {"ergebnis": "changed"}, {"ergebnis": "unsinn"}])
def test_an_outcome_is_asked_for_and_a_change_says_what(town, form):
    caller = signed_in("Karla Muster", HELD["caller"])
    assert caller.post(f"/desk/anrufe/{id_of('debts')}", form).status_code == 422
    assert Call.objects.count() == 0


def test_a_caller_of_another_area_sees_and_tells_nothing_here(town):
    stranger = signed_in("Fremder Anrufer", Held("caller", "05562024"))
    assert "Gerade ist niemand anzurufen." in stranger.get("/desk/anrufe").content.decode()
    assert stranger.post(f"/desk/anrufe/{id_of('debts')}", {"ergebnis": "right"}).status_code == 403
    assert (Call.objects.count(), read.entry(id_of("debts")).checked_on) == (0, None)


@pytest.mark.parametrize(("day", "status"), [("morgen", 422), ("2020-01-01", 422), ("2199-01-01", 422), ("", 302)])
def test_a_day_to_call_again_is_one_that_comes(town, day, status):
    caller = signed_in("Karla Muster", HELD["caller"])
    answer = caller.post(f"/desk/anrufe/{id_of('debts')}", {"ergebnis": "nobody", "wieder": day})
    assert (answer.status_code, Call.objects.count()) == (status, int(status == 302))


def test_what_one_caller_has_another_is_not_given(town):
    for name, seen in (("Karla Muster", True), ("Konrad Muster", False)):
        page = signed_in(name, HELD["caller"]).get("/desk/anrufe").content.decode()
        assert ("Musterberatung bei Schulden" in page) == seen
