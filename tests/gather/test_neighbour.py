"""A neighbour is visited page by page, goes on where it was interrupted, and never tells us our own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from anlaufstelle.errors import NotFetched, Unreadable
from anlaufstelle.gather.neighbour import Brought, bring
from anlaufstelle.gather.sheet import Options, Table
from anlaufstelle.record.ids import record_id

SERVICE, OTHER, PROVIDER, PLACE = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))
BASE = "http://muster.example.org/api"
Data = dict[str, Any]


def nobody(ids: list[str]) -> Mapping[str, tuple[str, str]]:
    return {}


def ours(*ids: str) -> Any:
    return lambda asked: {id: ("herten", f"key of {id}") for id in asked if id in ids}


class Server:
    """Answers by address, and breaks once after `breaks` answers."""

    def __init__(self, pages: dict[str, Any], breaks: int | None = None) -> None:
        self.pages, self.breaks = pages, breaks
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        if self.breaks is not None and len(self.asked) == self.breaks:
            self.breaks = None
            raise NotFetched(f"{url}: the line broke")
        self.asked.append(url.removeprefix(BASE))
        found = self.pages.get(url.removeprefix(BASE))
        if found is None:
            error = NotFetched(f"{url}: 404")
            error.status = 404
            raise error
        if isinstance(found, int):
            error = NotFetched(f"{url}: {found}")
            error.status = found
            raise error
        return json.dumps(found).encode()


def table(file: str, **options: Any) -> Table:
    return Table(file=file, format="hsds-api", options=Options(**options))


def documents(brought: Brought) -> list[Data]:
    return [json.loads(line) for line in Path(brought.table.file).read_text().splitlines()]


def page(number: int, pages: int, *ids: str) -> Data:
    return {"total_items": pages, "total_pages": pages, "contents": [{"id": id, "name": f"Muster {id}"} for id in ids]}


def listed(number: int, name: str = "services") -> str:
    return f"/{name}?page={number}&per_page=100&full=true"


TWO = {listed(1): page(1, 2, SERVICE), listed(2): page(2, 2, OTHER)}


def test_lists_are_read_to_the_last_page(tmp_path: Path) -> None:
    server = Server(TWO | {listed(1, "organizations"): page(1, 1, PROVIDER)})
    brought = bring(table(BASE + "/"), tmp_path, server, nobody)
    assert [one["id"] for one in documents(brought)] == [SERVICE, OTHER, PROVIDER]
    assert brought.left == ()


def test_an_interrupted_list_goes_on_where_it_was(tmp_path: Path) -> None:
    server = Server(TWO, breaks=1)
    with pytest.raises(Unreadable, match="the line broke"):
        bring(table(BASE), tmp_path, server, nobody)
    assert [one["id"] for one in documents(bring(table(BASE), tmp_path, server, nobody))] == [SERVICE, OTHER]
    assert server.asked == [listed(1), listed(2), listed(1, "organizations")]


def test_a_list_that_does_not_hold_still_is_refused_and_nothing_replaced(tmp_path: Path) -> None:
    bring(table(BASE), tmp_path, Server(TWO), nobody)
    before = (tmp_path / "entries.jsonl").read_bytes()
    moving = {listed(1): page(1, 2, SERVICE), listed(2): page(2, 2, SERVICE)}
    server = Server(moving)
    with pytest.raises(Unreadable, match="2 entries were promised, 1 different ones came"):
        bring(table(BASE), tmp_path, server, nobody)
    assert len(server.asked) == 6
    assert (tmp_path / "entries.jsonl").read_bytes() == before


def test_servers_that_tell_no_totals_end_with_an_empty_page(tmp_path: Path) -> None:
    pages = {listed(1): {"contents": [{"id": SERVICE}]}, listed(2): {"contents": [], "empty": True}}
    assert [one["id"] for one in documents(bring(table(BASE), tmp_path, Server(pages), nobody))] == [SERVICE]


def test_heads_only_are_asked_for_one_by_one(tmp_path: Path) -> None:
    pages = {listed(1): page(1, 1, SERVICE), f"/services/{SERVICE}": {"id": SERVICE, "description": "ganz"}}
    brought = bring(table(BASE, one_by_one=True), tmp_path, Server(pages), nobody)
    assert documents(brought) == [{"id": SERVICE, "description": "ganz"}]


@pytest.mark.parametrize("answer", [[], {"contents": 7}, {"contents": [7]}, "x"])
def test_anything_else_is_refused(tmp_path: Path, answer: Any) -> None:
    with pytest.raises(Unreadable, match="no page of an HSDS list"):
        bring(table(BASE), tmp_path, Server({listed(1): answer}), nobody)


def test_a_list_beyond_its_cap_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufstelle.gather.neighbour.lists.MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="the list has more than"):
        bring(table(BASE), tmp_path, Server(TWO), nobody)
    assert not (tmp_path / "entries.jsonl").exists()


def change(number: int, id: str, op: str = "put", **document: Any) -> Data:
    return {"sequence": number, "op": op, "id": id} | ({"document": {"id": id} | document} if op == "put" else {})


def told(since: int, *changes: Data, more: bool = False, feed: str = "one") -> Data:
    reached = changes[-1]["sequence"] if changes else since
    return {"feed": feed, "since": since, "sequence": reached, "more": more, "changes": list(changes)}


def since(number: int) -> str:
    return f"/changes?since={number}&limit=100"


FEED = table(BASE + "/changes")


def test_a_feed_is_followed_and_goes_on_where_it_was(tmp_path: Path) -> None:
    pages = {since(0): told(0, change(1, SERVICE), change(2, OTHER), more=True), since(2): told(2, change(3, PLACE))}
    server = Server(pages, breaks=1)
    with pytest.raises(Unreadable, match="the line broke"):
        bring(FEED, tmp_path, server, nobody)
    assert not (tmp_path / "entries.jsonl").exists()
    assert [one["id"] for one in documents(bring(FEED, tmp_path, server, nobody))] == [SERVICE, OTHER, PLACE]
    server.pages[since(3)] = told(3, change(4, OTHER, "drop"), change(5, SERVICE, name="neu"))
    assert documents(bring(FEED, tmp_path, server, nobody)) == [{"id": SERVICE, "name": "neu"}, {"id": PLACE}]
    assert server.asked == [since(0), since(2), since(3)]


def test_a_torn_journal_asks_once_more(tmp_path: Path) -> None:
    pages = {since(0): told(0, change(1, SERVICE), more=True), since(1): told(1, change(2, OTHER))}
    bring(FEED, tmp_path, Server(pages), nobody)
    journal = tmp_path / "feed.journal"
    journal.write_bytes(journal.read_bytes()[:-5])
    server = Server(pages)
    assert [one["id"] for one in documents(bring(FEED, tmp_path, server, nobody))] == [SERVICE, OTHER]
    assert server.asked == [since(1)]


@pytest.mark.parametrize("again", [410, told(2, feed="two")])
def test_a_feed_that_began_anew_is_read_anew(tmp_path: Path, again: Any) -> None:
    server = Server({since(0): told(0, change(1, SERVICE), change(2, OTHER))})
    bring(FEED, tmp_path, server, nobody)
    server.pages = {since(2): again, since(0): told(0, change(1, PLACE), feed="two")}
    assert documents(bring(FEED, tmp_path, server, nobody)) == [{"id": PLACE}]
    server.pages = {since(1): told(1, feed="two")}
    assert documents(bring(FEED, tmp_path, server, nobody)) == [{"id": PLACE}]


def test_a_long_history_is_kept_short(tmp_path: Path) -> None:
    server = Server({since(0): told(0)})
    for number in range(1, 60):
        server.pages[since(number - 1)] = told(number - 1, change(number, SERVICE, name="x" * 3000, n=number))
        bring(FEED, tmp_path, server, nobody)
        server.pages[since(number)] = told(number)
    assert (tmp_path / "feed.journal").stat().st_size < 100_000
    server.asked.clear()
    assert documents(bring(FEED, tmp_path, server, nobody))[0]["n"] == 59
    assert server.asked == [since(59)]


def sourced(id: str, source: str, key: str, origin: Data | None = None, **also: Any) -> Data:
    first = {"source": source, "key": key, "record_id": id} | ({"origin": origin} if origin else {})
    return {"id": id, "entry": {"sources": [first]}} | also


def sorted_out(folder: Path, held: Any, *found: Data, **options: Any) -> tuple[list[Data], list[tuple[str, int]]]:
    changes = [{"sequence": n, "op": "put", "id": one["id"], "document": one} for n, one in enumerate(found, 1)]
    brought = bring(table(BASE + "/changes", **options), folder, Server({since(0): told(0, *changes)}), held)
    return documents(brought), [(one.column, one.values) for one in brought.left]


def test_what_a_neighbour_only_passes_on_is_left_out(tmp_path: Path) -> None:
    echo = sourced(OTHER, "herten nebenan", OTHER, {"source": "herten", "key": f"key of {OTHER}"})
    kept, left = sorted_out(tmp_path, nobody, sourced(SERVICE, "hattingen", "1"), echo)
    assert ([one["id"] for one in kept], left) == ([SERVICE], [("passed on", 1)])


def test_a_hub_may_pass_on_but_never_our_own(tmp_path: Path) -> None:
    mine = sourced(OTHER, "herten nebenan", OTHER, {"source": "herten", "key": f"key of {OTHER}"})
    third = sourced(SERVICE, "bochum nebenan", SERVICE, {"source": "bochum", "key": "1"})
    kept, left = sorted_out(tmp_path, ours(OTHER), mine, third, relayed=True)
    assert ([one["id"] for one in kept], left) == ([SERVICE], [("our own", 1)])


def test_a_source_that_both_have_is_read_once(tmp_path: Path) -> None:
    same = sourced(OTHER, "herten", f"key of {OTHER}")
    assert sorted_out(tmp_path, ours(OTHER), same) == ([], [("our own", 1)])


def test_who_only_claims_our_id_is_not_silenced(tmp_path: Path) -> None:
    """The ledger gives it an id of its own."""
    claim = sourced(OTHER, "anders", "7")
    assert sorted_out(tmp_path, ours(OTHER), claim) == ([claim], [])


def test_nobody_speaks_for_a_record_of_ours(tmp_path: Path) -> None:
    """Else it would count as an echo, and fill in what our record leaves open."""
    mine = record_id("herten", "tisch")
    claim = sourced(OTHER, "herten", "tisch", phones=[{"number": "0900"}])
    held = {mine: ("herten", "tisch")}
    found = sorted_out(tmp_path, lambda ids: {id: held[id] for id in ids if id in held}, claim)
    assert found == ([], [("our own", 1)])


def test_ours_nested_in_theirs_stays_a_reference(tmp_path: Path) -> None:
    offer = {"id": OTHER, "location": {"id": PLACE, "name": "Musterhaus"}}
    provider = {"id": PROVIDER, "name": "Musterverein", "locations": [{"id": PLACE}, {"id": OTHER}]}
    document = sourced(SERVICE, "hattingen", "1", organization=provider, service_at_locations=[offer])
    kept, _ = sorted_out(tmp_path, ours(PLACE), document)
    assert kept[0]["service_at_locations"] == [{"id": OTHER, "location_id": PLACE}]
    assert kept[0]["organization"]["location_ids"] == [PLACE, OTHER]
    assert kept[0]["organization"]["locations"] == [{"id": OTHER}]
    (tmp_path / "b").mkdir()
    kept, _ = sorted_out(tmp_path / "b", ours(PROVIDER), document)
    assert (kept[0]["organization_id"], "organization" in kept[0]) == (PROVIDER, False)


def test_a_feed_beyond_its_cap_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufstelle.gather.neighbour.feed.MOST_BYTES", 100)
    with pytest.raises(Unreadable, match="the neighbour tells of more than"):
        bring(FEED, tmp_path, Server({since(0): told(0, change(1, SERVICE, name="x" * 200))}), nobody)
    assert not (tmp_path / "entries.jsonl").exists()
