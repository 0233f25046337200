"""What lies behind us is found no more from midnight on, though the index was built before; and kinds told apart."""

from datetime import date, datetime
from pathlib import Path

import pytest

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Event, Happening, Notice, Opportunity, Project, record_id
from anlaufstelle.record.received import SourceRef
from anlaufstelle.search import index
from anlaufstelle.search.answer import Answer, Filters
from anlaufstelle.search.find import POOL, find
from anlaufstelle.search.index import open_reader
from anlaufstelle.vocabulary.hours import BERLIN

from .entries import TOWN, entry

SERIES = Happening(dtstart="2026-06-01T18:00:00", rrule="FREQ=WEEKLY;UNTIL=20260608T235959")
NAMES = ("fest", "serie", "zettel", "aktion", "projekt", "beratung")


def made(key: str, record: AnyRecord) -> Entry:
    source = SourceRef(source="musterquelle", key=key, record_id=record.id)
    return Entry(id=record.id, record=record, areas=(TOWN,), ags=TOWN, sources=(source,))


def of(key: str) -> str:
    return record_id("musterquelle", key)


def life() -> list[Entry]:
    return [
        made("fest", Event(id=of("fest"), name="Trommelfest", happening=Happening(dtstart="2026-06-08T15:00:00"))),
        made("serie", Event(id=of("serie"), name="Trommelkreis", happening=SERIES)),
        made("zettel", Notice(id=of("zettel"), name="Trommel zu verschenken", since="2026-06-01", until="2026-06-08")),
        made("aktion", Opportunity(id=of("aktion"), name="Trommeln bauen am Samstag", day="2026-06-13")),
        made("projekt", Project(id=of("projekt"), name="Trommeln im Stadtteil", ends="2026-05")),
        entry("beratung", "Trommelunterricht für alle"),
    ]


def ask(home: Path, day: int, **more: object) -> Answer:
    at = datetime(2026, 6, day, 23, 30, tzinfo=BERLIN)
    return find("Trommel", home=home, place="Herten", at=at, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("few")
    index.rebuild(life(), folder, 1, meaning=False)
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than are weighed: the engine counts."""
    folder = tmp_path_factory.mktemp("many")
    others = [entry(f"t{number}", f"Trommel {number}") for number in range(2 * POOL)]
    index.rebuild([*life(), *others], folder, 1, meaning=False)
    return folder


def test_what_ends_today_is_found_until_midnight(few: Path) -> None:
    assert {one.source_id for one in ask(few, 8).results} == set(NAMES)
    assert {one.source_id for one in ask(few, 9).results} == {"aktion", "projekt", "beratung"}
    assert {one.source_id for one in ask(few, 14).results} == {"projekt", "beratung"}
    tomorrow = open_reader(few).now(date(2026, 6, 9))
    assert [one.id for one in tomorrow.cards((of("fest"), of("beratung")))] == [of("beratung")]


def test_counts_leave_out_what_is_over(few: Path, many: Path) -> None:
    before, after = (
        {kind: one.fits for kind, one in ask(few, day, counted=True).counts["kinds"].items()} for day in (8, 9)
    )
    assert before == {"event": 2, "notice": 1, "opportunity": 1, "project": 1, "service": 1}
    assert after == {"opportunity": 1, "project": 1, "service": 1}
    assert ask(many, 8).total - ask(many, 9).total == 3
    kinds = ask(many, 9, counted=True).counts["kinds"]
    assert {kind: one.fits for kind, one in kinds.items()} == {
        "opportunity": 1,
        "project": 1,
        "service": 2 * POOL + 1,
    }


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("event", {"fest", "serie"}), ("notice", {"zettel"}), ("opportunity", {"aktion"}), ("project", {"projekt"})],
)
def test_one_kind_is_asked_for(few: Path, many: Path, kind: str, keys: set[str]) -> None:
    for home in (few, many):
        assert {one.source_id for one in ask(home, 8, filters=Filters(kinds=(kind,))).results} == keys
