"""How far away: the position comes by POST, and where there is none no ring is offered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from anlaufstelle.faces.site import answer
from anlaufstelle.faces.site.question import Question
from anlaufstelle.search.answer import Count, Suggestion

from ..doors import HERE, choirs

ASKED = "/de/suche?q=Trommelgruppe"


def page(visitor: Client, address: str = ASKED, here: str = HERE) -> str:
    return visitor.post(address, {"hier": here}).content.decode()


def chips(html: str) -> list[str]:
    """Where the rings' links lead, with what they say."""
    _, found, rest = html.partition('id="umkreis"')
    links = re.findall(r'href="[^"]*[?]([^"]*)">([^<]*)', rest.partition("</ul>")[0]) if found else []
    return [" ".join(one) for one in links]


def test_rings_tell_how_many_lie_in_them(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    html = page(visitor)
    assert chips(html) == [
        "q=Trommelgruppe&amp;umkreis=2 bis 2 km (1)",
        "q=Trommelgruppe&amp;umkreis=25 bis 25 km (2)",
    ]
    assert html.count("Luftlinie)") == 2
    assert "3 Angebote für" in html


def test_a_ring_keeps_who_names_no_place_and_lists_them_apart(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    html = page(visitor, ASKED + "&umkreis=5")
    fits, _, silent = html.partition("1 Angebot sagt dazu nichts")
    assert [name in fits for name in ("Trommelgruppe Near", "Trommelgruppe Far", "Trommelgruppe Nowhere")] == [
        True,
        False,
        False,
    ]
    assert "Trommelgruppe Nowhere" in silent
    assert chips(html) == [
        "q=Trommelgruppe&amp;umkreis=2 bis 2 km (1)",
        "q=Trommelgruppe bis 5 km (1)",
        "q=Trommelgruppe&amp;umkreis=25 bis 25 km (2)",
    ]


def test_an_empty_ring_can_be_lifted(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    assert "ohne „bis 1 km“ (3)" in page(visitor, ASKED + "&umkreis=1", "51.9, 7.5")


@pytest.mark.parametrize("here", ["", "Paris", "48.8566, 2.3522", "51.6", "x" * 5_000, "\0"])
def test_no_position_is_no_error_and_offers_no_ring(visitor: Client, town: Callable[..., None], here: str) -> None:
    town(choirs())
    for html in (page(visitor, ASKED + "&umkreis=2", here), visitor.get(ASKED + "&umkreis=2").content.decode()):
        assert "3 Angebote für" in html
        assert (chips(html), "Luftlinie" in html) == ([], False)
        assert "data-near " in html


def test_a_position_stays_on_no_device_and_in_no_address(visitor: Client, town: Callable[..., None]) -> None:
    town(choirs())
    for address in (ASKED, "/de/suche?thema=debt-advice"):
        response = visitor.post(address, {"hier": "51.614, 7.143"})
        assert response["Cache-Control"] == "no-store"
        assert response.cookies == {}
        assert ("51.614" in response.content.decode(), "7.143" in response.content.decode()) == (False, False)


def test_nobody_is_asked_where_they_stand_for_nothing(visitor: Client, town: Callable[..., None]) -> None:
    """Where no result names a point, no distance could be told."""
    assert "data-near " not in visitor.get("/de/suche?q=Schuldnerberatung").content.decode()
    town(choirs())
    assert "data-near " in visitor.get(ASKED).content.decode()


def test_only_rings_that_say_something_are_offered() -> None:
    counted = {km: Count(fits=fits) for km, fits in ((1, 0), (2, 3), (5, 8), (10, 8), (25, 8))}
    asked = Question(text="Tafel")
    assert [one.label for one in answer.rings(asked, counted)] == ["bis 2 km (3)", "bis 5 km (8)"]
    chosen = answer.rings(Question(text="Tafel", ring=25), counted)
    assert [(one.label, one.on) for one in chosen][-1] == ("bis 25 km (8)", True)
    assert answer.rings(asked, {km: Count(fits=0, unknown=4) for km in counted}) == []
    assert answer.rings(asked, {}) == []
    lift = Suggestion(kind="lift", value="proximity", caption="proximity", count=9)
    (way,) = answer.ways_on(Question(text="Tafel", ring=2), [lift], ())
    assert (way.label, way.href.partition("?")[2]) == ("ohne „bis 2 km“ (9)", "q=Tafel")
