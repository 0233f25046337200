"""Who is a member when, and what is wrong with what a network says of itself."""

import pytest

from anlaufstelle.record.check import check
from anlaufstelle.record.ids import record_id
from anlaufstelle.record.model import Body, Document, Membership
from anlaufstelle.record.network import member

ID = record_id("musternetz", "eins")


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        ("2019", None, True),
        ("2026-11-22", None, True),
        ("2026-11-23", None, False),
        ("2026-12", None, False),
        (None, "2026", True),
        (None, "2026-11-21", False),
        ("2020", "2025", False),
    ],
)
def test_a_town_is_a_member_from_its_first_to_its_last_day(since, until, holds) -> None:
    assert member(Membership(id=ID, since=since, until=until), "2026-11-22") is holds


def codes(record) -> set[tuple[str, str, str]]:
    return {(one.code, one.degree, one.path) for one in check(record)}


def test_a_membership_names_a_town_that_there_is() -> None:
    assert codes(Membership(id=ID, name="Herten", ags="05562020", since="2019")) == set()
    assert codes(Membership(id=ID, name="Musterstadt", ags="05562999")) == {("town-unknown", "warning", "ags")}
    assert codes(Membership(id=ID, name="Herten", ags="05562020", since="2020-05", until="2019")) == {
        ("membership-ends-before", "error", "until")
    }


def test_a_body_says_what_it_is() -> None:
    assert codes(Body(id=ID, name="Musterbeirat", body_type="advisory-board")) == set()
    assert codes(Body(id=ID, name="Mustergruppe")) == {("body-type-missing", "note", "body_type")}


def test_a_document_says_where_it_is_and_what_one_may_do_with_it() -> None:
    told = Document(id=ID, name="Leitfaden", url="https://netz.example.org/a.pdf", licence="CC-BY-4.0", issued="2025")
    assert codes(told) == set()
    assert codes(Document(id=ID, name="Leitfaden", replaces_id=ID)) == {
        ("document-nowhere", "warning", "url"),
        ("licence-missing", "note", "licence"),
        ("replaces-itself", "error", "replaces_id"),
    }
