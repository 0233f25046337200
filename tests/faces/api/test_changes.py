"""A reader that follows the change feed ends with exactly what is published, however often it was interrupted."""

import contextlib
import json
import random
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import EntryRow, Member
from anlaufstelle.gather.mirror import Mirror, follow
from anlaufstelle.record.model import record_id

from ..conftest import id_of, service

pytestmark = pytest.mark.django_db
CHANGES = 1000
ENTRIES = 80


class Interrupted(Exception):
    pass


def id(number: int) -> str:
    return record_id("muster", str(number))


def change(chance: random.Random) -> None:
    """One to eight entries at once appear, say something else, are withheld, are merged away or come back."""
    some = chance.sample(range(ENTRIES), chance.randint(1, 8))
    if chance.random() < 0.2:
        store.drop([id(number) for number in some])
        store.assign({id(number): id((number + 1) % ENTRIES) for number in some if chance.random() < 0.5})
        return
    store.put([store.Written(row(number, chance), ()) for number in some])


def row(number: int, chance: random.Random) -> EntryRow:
    state = "published" if chance.random() < 0.8 else "withheld"
    words = f"{chance.random():.2f}"
    document = json.dumps({"id": id(number), "name": words}).encode() if state == "published" else b""
    return EntryRow(
        id=id(number), kind="service", state=state, name=words, steward="", changed_at=timezone.now(),
        digest=f"{state}{words}", core="", inputs="", body=b"{}", hsds=document, modified=timezone.now(),
    )  # fmt: skip


def published() -> dict[str, bytes]:
    return {id: bytes(body) for id, body in EntryRow.objects.filter(state="published").values_list("pk", "hsds")}


class Reader:
    """Asks in pages of any size, dies at any moment, and then only knows what it had kept."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.client, self.kept = chance, Client(HTTP_HOST="localhost"), Mirror()

    def fetch(self, since: int) -> bytes:
        self._perhaps_die(0.15)
        response = self.client.get(f"/api/changes?since={since}&limit={self.chance.randint(1, 40)}")
        assert response.status_code == 200
        if self.chance.random() < 0.3:
            change(self.chance)  # the source goes on while it is read
        return response.content

    def keep(self, mirror: Mirror) -> None:
        if self.chance.random() < 0.9:
            self.kept = Mirror(dict(mirror.documents), dict(mirror.moved), mirror.sequence, mirror.feed)
        self._perhaps_die(0.1)

    def _perhaps_die(self, likely: float) -> None:
        if self.chance.random() < likely:
            raise Interrupted

    def read_on(self) -> None:
        with contextlib.suppress(Interrupted):
            follow(
                Mirror(dict(self.kept.documents), {}, self.kept.sequence, self.kept.feed), self.fetch, kept=self.keep
            )


@pytest.mark.parametrize("seed", range(3))
def test_an_interrupted_mirror_ends_byte_identical(seed: int, town: Callable[..., None]) -> None:
    chance = random.Random(seed)
    reader = Reader(chance)
    start = read.sequence()
    while read.sequence() < start + CHANGES:
        change(chance)
        if chance.random() < 0.2:
            reader.read_on()
    last = follow(reader.kept, lambda since: reader.client.get(f"/api/changes?since={since}").content)
    assert last.documents == published()
    assert last.sequence == read.sequence()


def test_a_document_is_told_as_its_own_address_tells_it(visitor: Client) -> None:
    mirror = follow(Mirror(), lambda since: visitor.get(f"/api/changes?since={since}&limit=2").content)
    assert mirror.documents == published()
    assert mirror.documents[id_of("debts")] == visitor.get(f"/api/hsds/services/{id_of('debts')}").content


def test_assembling_again_without_news_is_no_change(town: Callable[..., None]) -> None:
    before, reached = published(), read.sequence()
    town([service("food", "Mustertafel", "Tafel", "Lebensmittel", url="https://tafel.example.org")])
    assert (published(), read.sequence()) == (before, reached)


def test_a_merged_entry_says_where_it_went(visitor: Client) -> None:
    store.drop([id_of("food")])
    Member.objects.filter(pk=id_of("food")).update(entry_id=id_of("debts"))
    reached = read.sequence()
    (told,) = json.loads(visitor.get(f"/api/changes?since={reached - 1}").content)["changes"]
    assert told == {"sequence": reached, "op": "drop", "id": id_of("food"), "moved_to": id_of("debts")}
    moved = visitor.get(f"/api/hsds/services/{id_of('food')}")
    assert (moved.status_code, moved["Location"]) == (308, f"/api/hsds/services/{id_of('debts')}")


def test_what_was_withdrawn_is_gone_and_not_unknown(visitor: Client) -> None:
    EntryRow.objects.filter(pk=id_of("food")).update(state="gone")
    assert visitor.get(f"/api/hsds/services/{id_of('food')}").status_code == 410
    assert visitor.get(f"/api/hsds/organizations/{id_of('food')}").status_code == 404


def test_a_number_that_never_was_is_gone(visitor: Client) -> None:
    response = visitor.get("/api/changes?since=99999")
    assert response.status_code == 410
    assert json.loads(response.content)["parameter"] == "since"
