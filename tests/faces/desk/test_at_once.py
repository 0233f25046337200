"""Two editors in the same instant, each with a connection of their own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import DecisionLine, Handled
from anlaufstelle.catalogue.rules import ANYBODY, Person
from anlaufstelle.errors import OutOfDate
from anlaufstelle.pipeline import desk, door, inbox

from ..conftest import SOURCE, id_of
from .conftest import HELD

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [Person(who=f"Person {number}", held=(HELD["editor"],)) for number in range(4)]
FOOD = {"source": SOURCE, "key": "food"}


@pytest.fixture(autouse=True)
def _threads() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database lies in memory, where threads cannot write at once; PostgreSQL shows this")


def at_once(act: Callable[[Person], object]) -> list[object]:
    gate, told = threading.Barrier(len(PEOPLE)), []

    def run(person: Person) -> None:
        gate.wait()
        try:
            told.append(act(person))
        except OutOfDate as error:
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[one]) for one in PEOPLE]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_those_who_decide_one_field_one_is_heard_and_all_others_are_kept(town):
    def decide(person: Person) -> desk.Decided:
        value = f"{person.who[-1]}@example.org"
        return desk.decide(person=person, **FOOD, path="email", value=value, seen=None, why="angerufen")

    told = at_once(decide)
    assert len(told) == 4
    assert (sum(one.line is not None for one in told), sum(bool(one.meanwhile) for one in told)) == (1, 3)
    inbox.refresh()
    values = {one.data["after"] for one in read.inbox.page(PEOPLE[0]).items if one.kind == "proposal"}
    assert values | {read.entry(id_of("food")).record.email} == {f"{number}@example.org" for number in range(4)}


def test_of_those_who_handle_one_item_one_does_and_all_others_are_told(town):
    door.decide(actor=ANYBODY, **FOOD, path="email", value="tafel@example.org", seen=None, why="Aushang")
    [item] = [one for one in read.inbox.page(PEOPLE[0]).items if one.kind == "proposal"]
    told = at_once(lambda person: desk.handle(person=person, key=item.key, mark=item.mark, accept=True, why="geprüft"))
    assert (sum(isinstance(one, OutOfDate) for one in told), Handled.objects.count()) == (3, 1)
    assert DecisionLine.objects.count() == 1
