"""Who took part in an event of a network: noted by its secretary, on paper, and forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue.models import Attendance
from anlaufstelle.pipeline import attendance, person

from .musternetz import id_of
from .test_members import hand_in, hybrid, member, networked  # noqa: F401

TODAY = timezone.localdate()


def noted(client: Client, **given: str) -> int:
    sent = {"name": "Mia  Beispiel", "town": "Musterstadt", "day": f"{TODAY}", **given}
    return client.post(f"/desk/netz/teilnahme/{id_of('treffen')}", sent).status_code


def paper(client: Client) -> str:
    return client.get(f"/desk/netz/teilnahme/{Attendance.objects.get().pk}/bescheinigung").content.decode()


@pytest.fixture
def secretary(networked: Client) -> Client:  # noqa: F811
    return member("Eva Muster", "editor")[0]


def test_the_paper_says_what_the_record_states_and_no_more(secretary: Client) -> None:
    assert [noted(secretary), noted(secretary)] == [302, 302]
    told = paper(secretary)
    assert [one for one in ("Mia Beispiel", "Musterstadt", "Mustertreffen", "Musternetz") if one not in told] == []
    assert ("Anerkannt" in told, "Umfang" in told) == (False, False)
    hand_in(hybrid(units="6 Unterrichtsstunden", recognised_by="Musterkammer"))
    told = paper(secretary)
    assert ("Anerkannt durch Musterkammer" in told, "Umfang: 6 Unterrichtsstunden" in told) == (True, True)


@pytest.mark.parametrize("given", [{"name": " "}, {"day": "x"}, {"day": f"{TODAY + timedelta(days=1)}"},
                                   {"day": f"{TODAY - timedelta(days=400)}"}])  # fmt: skip
def test_what_cannot_be_certified_is_refused(secretary: Client, given: dict[str, str]) -> None:
    assert (noted(secretary, **given), Attendance.objects.count()) == (422, 0)


def test_it_is_forgotten_after_a_year_when_asked_and_when_deleted(secretary: Client) -> None:
    noted(secretary)
    assert (attendance.forget(TODAY + timedelta(days=364)), attendance.forget(TODAY + timedelta(days=365))) == (0, 1)
    noted(secretary)
    assert "Attendance" in {one.table for one in person.about("Mia Beispiel")}
    assert person.forget("Mia Beispiel").changed == {"Attendance": 1}
    noted(secretary)
    secretary.post(f"/desk/netz/teilnahme/{Attendance.objects.get().pk}/loeschen")
    assert Attendance.objects.count() == 0


def test_a_secretary_elsewhere_and_a_member_see_nobody(secretary: Client) -> None:
    noted(secretary)
    row = Attendance.objects.get()
    client = member("Mia Muster")[0]
    paths = [f"/desk/netz/teilnahme/{row.entry_id}", f"/desk/netz/teilnahme/{row.pk}/bescheinigung"]
    assert [client.get(path).status_code for path in paths] == [403, 403]
    Attendance.objects.update(area="net:anderes")
    assert secretary.get(paths[1]).status_code == 404
    assert "Mia Beispiel" not in secretary.get(paths[0]).content.decode()
