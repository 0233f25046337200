"""Editors of a network keep its members, bodies and papers at the desk; what they keep inside stays inside."""

import pytest
from django.test import Client

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Held

from .. import musternetz
from ..conftest import TOWN
from ..musternetz import NET, id_of
from .conftest import signed_in
from .test_edit import NEW, filled, form, send


@pytest.fixture
def secretary(town: object) -> Client:
    musternetz.found()
    return signed_in("Nina Muster", Held("editor", NET))


def made(secretary: Client, kind: str, **fields: str) -> str:
    path = f"{NEW}?art={kind}"
    answer = send(secretary, NEW, filled(form(secretary, path), **fields))
    assert answer.status_code == 302
    return answer["Location"].split("/")[3].partition("?")[0]


def test_a_member_is_added_and_stands_on_the_networks_page(secretary: Client) -> None:
    made(secretary, "membership", name="Stadt Essen", ags="05113000", since="2027", terms="Beitrag 200 Euro")
    made(secretary, "membership", name="Stadt Hattingen", ags="05954016", since="2020")
    page = secretary.get(musternetz.PAGE).content.decode()
    assert [one in page for one in ("Stadt Hattingen", "Stadt Essen")] == [True, False]


def test_a_paper_names_its_group_and_what_it_replaces_and_may_stay_inside(secretary: Client) -> None:
    group, old = id_of("gruppe"), id_of("leitfaden")
    id = made(secretary, "document", name="Leitfaden 3", audience="members", body_id=group, replaces_id=old)
    found = read.entry(id, states=("withheld",))
    assert (found.record.body_id, found.record.replaces_id, found.areas) == (group, old, (NET,))  # type: ignore[union-attr]
    assert "Leitfaden 3" not in secretary.get("/musternetz/de/netz/bibliothek").content.decode()
    assert "Leitfaden Gärten" in secretary.get("/musternetz/de/netz/bibliothek").content.decode()


def test_an_editor_of_a_network_is_none_of_its_towns(secretary: Client) -> None:
    assert secretary.get(f"{NEW}?gebiet={TOWN}").status_code == 403
    assert secretary.get(f"{NEW}?gebiet={NET}").status_code == 200
