from datetime import date

import pytest
from django.db import DatabaseError
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.models import Tally as Row
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.pipeline.tally import UNKNOWN, Tally
from anlaufstelle.vocabulary import needs

pytestmark = pytest.mark.django_db(transaction=True)
SENSITIVE = "domestic-violence"
PLAIN = next(one.id for one in needs.load() if one.id not in needs.load().sensitive)


@pytest.fixture
def tally(monkeypatch):
    """Without its thread: a test flushes by itself."""
    monkeypatch.setattr(Tally, "_start", lambda self: None)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 3, 2))
    store.keep_edition(EditionView(slug="m", name="M", areas=("05562020",), districts=("Westerholt",)))
    return Tally()


def rows():
    return sorted(Row.objects.values_list("day", "concept", "language", "zero", "district", "count"))


def test_counts_cells_and_nothing_else(tally):
    for _ in range(3):
        tally.count([PLAIN], language="de", zero=False, district="05562020:Westerholt")
    tally.count([], language="de", zero=True)
    assert rows() == []
    tally.flush()
    tally.count([PLAIN], language="de", zero=False, district="05562020:Westerholt")
    tally.flush()
    assert rows() == [
        (date(2026, 3, 2), PLAIN, "de", False, "05562020:Westerholt", 4),
        (date(2026, 3, 2), UNKNOWN, "de", True, "", 1),
    ]
    assert {field.name for field in Row._meta.fields} == {
        "id",
        "day",
        "concept",
        "language",
        "zero",
        "district",
        "count",
    }


def test_sensitive_concepts_have_no_district(tally):
    assert SENSITIVE in needs.load().sensitive
    tally.count([SENSITIVE], language="de", zero=False, district="05562020")
    tally.flush()
    assert rows() == [(date(2026, 3, 2), SENSITIVE, "de", False, "", 1)]


def test_only_the_closed_vocabulary_is_kept(tally):
    tally.count(["meine Nachbarin schlägt"], language="xx<script>", zero=True, district="05562020:Musterweg 1")
    tally.flush()
    assert rows() == [(date(2026, 3, 2), UNKNOWN, "other", True, "", 1)]


def test_a_refusing_database_costs_no_count(tally, monkeypatch):
    tally.count([PLAIN], language="de", zero=False)
    with monkeypatch.context() as broken:
        broken.setattr(store, "add_counts", lambda cells: (_ for _ in ()).throw(DatabaseError))
        tally.flush()
    tally.flush()
    assert rows() == [(date(2026, 3, 2), PLAIN, "de", False, "", 1)]
