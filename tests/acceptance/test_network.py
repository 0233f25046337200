"""The shipped network beside Herten: its meeting on first Thursdays, and nothing that its source does not say."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.model import Event

NET = "net:ag-soziale-stadt-nrw"


def test_the_meeting_belongs_to_the_network_and_is_there_once(herten: EditionView) -> None:
    (found,) = [one for one in read.stream(kind="event") if one.name.startswith("Netzwerktreffen")]
    assert (found.areas, [one.source for one in found.sources]) == ((NET,), ["ag-soziale-stadt-nrw", "herten"])
    assert isinstance(found.record, Event)
    assert (found.record.attendance, found.record.happening.dtstart, found.locations) == ("hybrid", None, ())
    today = timezone.localdate()
    days = [one.day for one in read.calendar.next_days(found.id, today, 6)]
    assert len(days) == 6
    assert [(day.weekday(), (day - timedelta(days=7)).month != day.month) for day in days] == [(3, True)] * 6


def test_its_pages_stand_below_its_name_and_hertens_at_the_root(herten: EditionView) -> None:
    visitor = Client(HTTP_HOST="localhost")
    page = visitor.get("/ag-soziale-stadt-nrw/de/netz").content.decode()
    told = (
        "Netzwerktreffen der AG Soziale Stadt NRW",
        "Koordinierungsstelle Stadt Essen",
        "Vor Ort und online",
        "Exkursionen",
    )
    assert [one for one in told if one not in page] == []
    assert [one for one in ("ganztägig", "tel:") if one in page.partition("<main")[2].partition("</main>")[0]] == []
    assert "Herten" in visitor.get("/de/").content.decode()
    assert visitor.get("/de/netz").status_code == 404
