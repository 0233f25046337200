"""Results of several kinds can be had kind by kind."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from anlaufstelle.record.model import AnyRecord, Event, Happening, Notice, Opportunity, Project, Service, part_id
from anlaufstelle.record.parts import ServiceArea
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, id_of


def test_each_kind_is_a_chip_and_can_be_had_alone(visitor: Client, town: Callable[..., None]) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    there = {
        kind: {"id": id_of(kind), "service_areas": (ServiceArea(id=part_id(id_of(kind), "area"), areas=(TOWN,)),)}
        for kind in ("service", "event", "opportunity", "notice", "project")
    }
    made: dict[str, AnyRecord] = {
        "service": Service(name="Trommelschule", **there["service"]),  # type: ignore[arg-type]
        "event": Event(name="Trommelabend", happening=Happening(dtstart=tomorrow), **there["event"]),  # type: ignore[arg-type]
        "opportunity": Opportunity(name="Trommelpate werden", **there["opportunity"]),  # type: ignore[arg-type]
        "notice": Notice(name="Trommel gesucht", until=tomorrow, **there["notice"]),  # type: ignore[arg-type]
        "project": Project(name="Trommelprojekt", **there["project"]),  # type: ignore[arg-type]
    }
    town([Received(source=SOURCE, key=key, record=record) for key, record in made.items()])

    def shown(query: str) -> tuple[set[str], str]:
        page = visitor.get(f"/de/suche?q=Trommel{query}").content.decode()
        return {kind for kind, one in made.items() if f">{one.name}<" in page or f"{one.name}</a>" in page}, page

    found, page = shown("")
    assert found == set(made)
    for kind in made:
        assert f"art={kind}" in page
        alone, other = shown(f"&art={kind}")
        assert alone == {kind}
        assert "(Auswahl aufheben)" in other
    assert shown("&art=nichts")[0] == set(made)
    nothing = visitor.get("/de/suche?q=Schuldnerberatung&art=notice").content.decode()
    assert "ohne „Pinnwand“" in nothing
