import json

import pytest

from anlaufstelle.errors import Unreadable
from anlaufstelle.gather.mirror import Mirror, follow, read


def page(since: int, *changes: tuple[int, str, str], feed: str = "one", more: bool = False) -> bytes:
    told = [
        {"sequence": number, "op": op, "id": id, **({"document": {"id": id, "n": number}} if op == "put" else {})}
        for number, op, id in changes
    ]
    reached = changes[-1][0] if changes else since
    return json.dumps({"feed": feed, "since": since, "sequence": reached, "more": more, "changes": told}).encode()


def test_puts_and_drops_are_followed_byte_for_byte() -> None:
    pages = {
        0: page(0, (1, "put", "a"), (2, "put", "b"), more=True),
        2: page(2, (3, "drop", "a"), (4, "put", "b")),
    }
    kept: list[int] = []
    mirror = follow(Mirror(), pages.__getitem__, kept=lambda one: kept.append(one.sequence))
    assert mirror.documents == {"b": b'{"id": "b", "n": 4}'}
    assert (mirror.sequence, kept) == (4, [2, 4])


def test_a_page_taken_twice_changes_nothing() -> None:
    mirror = Mirror()
    for _ in range(2):
        mirror.take(read(page(0, (1, "put", "a"), (2, "drop", "c"))))
    assert (set(mirror.documents), mirror.sequence) == ({"a"}, 2)


def test_a_gap_is_refused() -> None:
    with pytest.raises(Unreadable, match="only 0"):
        Mirror().take(read(page(5, (6, "put", "a"))))


def test_a_new_feed_begins_anew() -> None:
    old = Mirror(documents={"gone": b"{}"}, sequence=9, feed="zero")
    mirror = follow(old, lambda since: page(0, (1, "put", "a")) if since == 0 else page(since))
    assert (set(mirror.documents), mirror.sequence, mirror.feed) == ({"a"}, 1, "one")


def test_a_restored_neighbour_is_read_from_the_beginning() -> None:
    mirror = follow(Mirror(sequence=9, feed="one"), lambda since: page(0, (1, "put", "a")) if since == 0 else None)
    assert set(mirror.documents) == {"a"}


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"feed": 1}'])
def test_anything_else_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body)


def test_a_neighbour_who_tells_nothing_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        follow(Mirror(), lambda _: None)
