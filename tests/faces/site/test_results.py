"""Results of several kinds can be had kind by kind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.faces.site import answer
from anlaufstelle.faces.site.question import Question
from anlaufstelle.record.model import AnyRecord, Event, Happening, Notice, Opportunity, Project, Service, part_id
from anlaufstelle.record.parts import ServiceArea
from anlaufstelle.record.received import Received
from anlaufstelle.search import chips
from anlaufstelle.search.answer import Chip, Suggestion

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


def test_a_place_on_offer_counts_more_than_the_one_in_the_words() -> None:
    """Else «Tafel in Herten» stays in Herten, wherever one goes."""
    there = Suggestion(kind="elsewhere", value="05513000", caption="Gelsenkirchen", count=2)
    said = Chip(key="place:05562020", kind="place", value="05562020", words="in Herten", span=(6, 15))
    today = Chip(key="time:today", kind="time", value="today", words="heute", span=(16, 21))
    (way,) = answer.ways_on(Question(text="Tafel in Herten heute"), [there], (said, today))
    assert way.label == "Gelsenkirchen (2)"
    assert way.href.partition("&")[2] == "ort=Gelsenkirchen&ohne=place%3A05562020"
    (way,) = answer.ways_on(Question(text="Tafel"), [there], ())
    assert way.href.endswith("?q=Tafel&ort=Gelsenkirchen")


def test_what_was_typed_is_not_offered_again() -> None:
    free = Chip(key="cost:free", kind="cost", value="free", words="kostenlos", span=(6, 15))
    told = answer.chips(Question(text="Tafel kostenlos"), (one for one in [free]), "Herten")
    assert [(chip.label, chip.on) for chip in told] == [
        ("kostenlos", True),
        ("Jetzt geöffnet", False),
        ("Ohne Termin", False),
        ("Mit Rollstuhl", False),
    ]


@pytest.mark.parametrize(
    ("text", "switch"),
    [
        ("Tafel jetzt offen", "offen"),
        ("Tafel gratis", "kostenlos"),
        ("Tafel ohne Anmeldung", "ohnetermin"),
        ("Tafel barrierefrei", "rollstuhl"),
    ],
)
def test_every_switch_is_known_in_words(text: str, switch: str) -> None:
    (said,) = chips.read(text, "de", {})
    assert answer.SAID[said.key] == switch
