"""The library of a network and what its towns have already done: by word, by topic, in versions."""

import pytest
from django.test import Client

from anlaufstelle.faces.site.library import excerpt
from anlaufstelle.record.model import Project, ServiceArea

from .. import musternetz
from ..conftest import SOURCE, Received, hand_in
from ..conftest import id_of as town_id
from ..musternetz import SECRET, document, id_of, member

LIBRARY = "/musternetz/de/netz/bibliothek"
DONE = "/musternetz/de/netz/projekte"
LONG = (
    "Vorwort. " * 200
    + "Wer einen Mustergarten anlegt, braucht zuerst die Zusage der Nachbarschaft. "
    + "Anhang. " * 200
)


def project(key: str, name: str, *areas: str, **fields: object) -> Received:
    served = tuple(ServiceArea(id=f"{key}{one}", name=one, areas=(one,)) for one in areas)
    record = Project(id=town_id(key), name=name, service_areas=served, **fields)  # type: ignore[arg-type]
    return Received(source=SOURCE, key=key, record=record, source_url="https://verein.example.org")


def _network() -> None:
    musternetz.found()
    musternetz.hand_in(
        document("alt", "Leitfaden Gärten", version="1", issued="2020", body_id=id_of("gruppe")),
        document("neu", "Leitfaden Gärten", version="3", replaces_id=id_of("leitfaden"), audience="members"),
        document("buch", "Handbuch", text=LONG, body_id=id_of("gruppe"), categories=("Ehrenamt",)),
        member("anders", "Stadt Essen", "05113000"),
    )
    hand_in([
        project("garten", "Mustergarten Herten", funding_line="Musterprogramm", funding_source="Land Musterland",
                starts="2025", email="garten@example.org", categories=("Ehrenamt",)),
        project("essen", "Werkstatt Essen", "05113000:Altendorf"),
        project("fremd", "Mustergarten anderswo", "05954016"),
    ])  # fmt: skip


@pytest.fixture
def networked(standing) -> Client:
    return standing(_network)


def text(visitor: Client, path: str) -> str:
    answer = visitor.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def shown(page: str, *words: str) -> list[bool]:
    return [one in page for one in words]


def test_the_library_lists_the_newest_versions_and_no_draft(networked: Client) -> None:
    musternetz.hand_in(document("leitfaden", "Leitfaden Gärten", version="2", replaces_id=id_of("alt")))
    page = text(networked, LIBRARY)
    assert shown(page, "Fassung 2", "Handbuch", "2 Arbeitshilfen") == [True] * 3
    assert shown(page, "Fassung 1", "Fassung 3", SECRET) == [False] * 3


def test_the_whole_text_is_searched_and_the_place_is_shown(networked: Client) -> None:
    page = text(networked, f"{LIBRARY}?q=Nachbarschaft")
    assert shown(page, "Handbuch", "braucht zuerst die Zusage der Nachbarschaft") == [True, True]
    assert "Leitfaden" not in page
    assert "Dazu passt zurzeit nichts." in text(networked, f"{LIBRARY}?q=Quastenflosser")


def test_a_topic_leaves_what_is_about_it(networked: Client) -> None:
    page = text(networked, LIBRARY)
    topic = page.partition('<option value="">')[2].partition('<option value="')[2].partition('"')[0]
    told = text(networked, f"{LIBRARY}?thema={topic}")
    assert shown(told, ">Handbuch<", ">Leitfaden Gärten<") == [True, False]
    assert "Werkstatt Essen" not in text(networked, f"{DONE}?thema={topic}")


def test_versions_lead_to_each_other_but_never_to_one_that_is_not_for_everyone(networked: Client) -> None:
    newer = document("leitfaden", "Leitfaden Gärten", version="2", issued="2025-05", replaces_id=id_of("alt"))
    musternetz.hand_in(newer, document("alt", "Leitfaden Gärten", version="1", issued="2020"))
    old, new = (text(networked, f"{LIBRARY}/{id_of(key)}") for key in ("alt", "leitfaden"))
    assert shown(old, "Es gibt eine neuere Fassung.", "Fassung 2, Mai 2025", "Fassung 1, 2020") == [True] * 3
    assert shown(new, "Es gibt eine neuere Fassung.", "Fassung 1, 2020", "Fassung 3") == [False, True, False]


def test_versions_in_a_circle_end(networked: Client) -> None:
    one = document("leitfaden", "Eins", version="1", replaces_id=id_of("alt"))
    musternetz.hand_in(one, document("alt", "Zwei", version="2", replaces_id=id_of("leitfaden")))
    assert "Fassung 2" in text(networked, f"{LIBRARY}/{id_of('leitfaden')}")


def test_a_group_shows_what_it_has_written(networked: Client) -> None:
    page = text(networked, f"/musternetz/de/netz/gruppe/{id_of('gruppe')}")
    assert shown(page, "Handbuch", "Gärten für alle", "Fassung 3") == [True, True, False]
    assert "AG Mustergarten" in text(networked, f"{LIBRARY}/{id_of('buch')}")


def test_who_has_done_it_tells_town_money_and_whom_to_ask_of_member_towns_only(networked: Client) -> None:
    page = text(networked, DONE)
    told = ("Mustergarten Herten", "Stadt Herten", "Musterprogramm, Land Musterland", "seit 2025", "garten@example.org")
    assert shown(page, *told) == [True] * len(told)
    assert shown(page, "Werkstatt Essen", "Stadt Essen", "2 Projekte") == [True] * 3
    assert "anderswo" not in page
    found = text(networked, f"{DONE}?q=Mustergarten")
    assert shown(found, "Mustergarten Herten", "Werkstatt Essen", "anderswo", "Handbuch") == [True, False, False, False]


def test_a_question_somebody_typed_is_kept_nowhere(networked: Client) -> None:
    assert networked.get(f"{DONE}?q=Garten")["Cache-Control"] == "no-store"
    assert [networked.get(path).status_code for path in ("/de/netz/bibliothek", "/de/netz/projekte")] == [404, 404]


@pytest.mark.parametrize("asked", ["?seite=9", "?seite=x&thema=quatsch", "?q=" + "x" * 500, "?q=%00", "?thema=' OR 1"])
def test_whatever_is_asked_for_is_answered(networked: Client, asked: str) -> None:
    assert [networked.get(path + asked).status_code for path in (LIBRARY, DONE)] == [200, 200]


def test_an_excerpt_begins_and_ends_at_words() -> None:
    told = excerpt(LONG, "Zusage der")
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert "braucht zuerst die Zusage der Nachbarschaft" in told
    assert excerpt("Kurz und gut.", "gut") == "Kurz und gut."
    assert (excerpt(LONG, "Fisch"), excerpt("", "Fisch"), excerpt(LONG, "zu")) == ("", "", "")


@pytest.mark.parametrize("path", [musternetz.PAGE, LIBRARY, f"{LIBRARY}?q=Leitfaden", DONE])
def test_a_page_costs_the_same_however_much_there_is(
    networked: Client, town, path: str, django_assert_max_num_queries
) -> None:
    networked.get(path)
    with django_assert_max_num_queries(12) as first:
        networked.get(path)
    few = len(first)
    town([project(f"p{n}", f"Mustergarten {n}") for n in range(25)])
    musternetz.hand_in(
        *(document(f"d{n}", f"Leitfaden {n}", body_id=id_of("gruppe")) for n in range(25)),
        *(member(f"m{n}", f"Stadt {n}", "05113000") for n in range(25)),
        *(musternetz.body(f"b{n}", f"Gruppe {n}") for n in range(25)),
    )
    networked.get(path)
    with django_assert_max_num_queries(few):
        networked.get(path)
