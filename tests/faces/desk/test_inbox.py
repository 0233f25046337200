"""What waits, in which order, and what comes of each act; two people at once; fifty thousand items."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Candidate, InboxItem
from anlaufstelle.catalogue.rules import ANYBODY, Actor, Person
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.errors import NotAllowed, OutOfDate
from anlaufstelle.pipeline import desk, door, inbox, visitor
from anlaufstelle.record.model import Service, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..conftest import SOURCE, TOWN, id_of
from .conftest import HELD, signed_in

EVA, OTTO = (Person(who=name, held=(HELD["editor"],)) for name in ("Eva Muster", "Otto Muster"))
FOOD = {"source": SOURCE, "key": "food"}


def waiting(person: Person = EVA) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in read.inbox.page(person).items]


def items(kind: str, person: Person = EVA):
    return [one for one in read.inbox.page(person).items if one.kind == kind]


def propose(path: str, value: object, why: str = "Aushang") -> None:
    door.decide(actor=ANYBODY, **FOOD, path=path, value=value, seen=None, why=why)


def handle(item, *, accept: bool, person: Person = EVA, why: str = "geprüft"):
    return desk.handle(person=person, key=item.key, mark=item.mark, accept=accept, why=why)


def test_everything_that_waits_stands_there_most_harmful_first(town):
    visitor.tell("phone\nKein Anschluss", about=read.entry(id_of("food")))
    visitor.tell("gone", about=read.entry(id_of("shelter")))
    visitor.tell("Die Schrift ist klein", steward=TOWN)
    propose("email", "tafel@example.org")
    store.add_attempt(SOURCE, timezone.now(), Tried(status=2, why="Keine Antwort"))
    inbox.refresh()
    told = [one for one in waiting() if one[0] != "finding"]
    assert told == [
        ("visitor", "Frauenhaus Musterstadt"),
        ("visitor", "Mustertafel"),
        ("visitor", "Rückmeldung zur Website"),
        ("source", "Musterquelle"),
        ("proposal", "Mustertafel"),
    ]


def test_an_editor_sees_what_is_theirs_and_nothing_else(town):
    propose("email", "tafel@example.org")
    elsewhere = Person(who="Ella", held=(HELD["editor"].__class__("editor", "05513000"),))
    operator = Person(who="Bo", held=(HELD["operator"],))
    assert (items("proposal", elsewhere), items("proposal", operator)) == ([], [])
    [item] = items("proposal")
    for person in (elsewhere, operator):
        with pytest.raises(NotAllowed):
            handle(item, accept=True, person=person)
    assert items("proposal") == [item]


def test_a_proposal_taken_over_is_published_and_can_be_taken_back(town):
    propose("email", "tafel@example.org")
    [item] = items("proposal")
    assert (item.data["before"], item.data["after"], item.words) == ("", "tafel@example.org", "Aushang")
    done = handle(item, accept=True)
    assert (read.entry(id_of("food")).record.email, items("proposal")) == ("tafel@example.org", [])
    desk.take_back(person=EVA, line=done.line, why="Irrtum")
    assert read.entry(id_of("food")).record.email is None
    assert [one.key for one in items("proposal")] == [item.key]
    with pytest.raises(OutOfDate):
        desk.take_back(person=EVA, line=done.line, why="noch einmal")
    handle(item, accept=False)
    inbox.refresh()
    assert (read.entry(id_of("food")).record.email, items("proposal")) == (None, [])


def test_a_report_that_was_handled_stays_away_until_it_is_taken_back(town):
    visitor.tell("hours", about=read.entry(id_of("food")))
    [item] = items("visitor")
    done = handle(item, accept=True)
    inbox.refresh()
    assert items("visitor") == []
    desk.take_back(person=OTTO, line=done.line, why="doch nicht")
    assert [one.key for one in items("visitor")] == [item.key]


def test_what_was_put_aside_for_a_while_comes_back(town, monkeypatch):
    visitor.tell("hours", about=read.entry(id_of("food")))
    [item] = items("visitor")
    desk.handle(
        person=EVA, key=item.key, mark=item.mark, accept=False, why="nach dem Umzug",
        until=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    inbox.refresh()
    assert len(items("visitor")) == 1


def two_alike() -> None:
    store.keep_source(SourceFacts(id="zweite", title="Zweite Quelle", area=TOWN, steward=TOWN))
    twin = Service(id=record_id("zweite", "t"), name="Tafel Musterstadt", email="tafel@example.org")
    door.hand_in(
        actor=Actor(who="Eva Muster", areas=frozenset({TOWN})), source="zweite",
        received=[Received(source="zweite", key="t", record=twin)],
    )  # fmt: skip
    Candidate.objects.create(
        left=id_of("food"), right=twin.id, kind="service", score=0.8, verdict="ask", reasons=["ähnlicher Name"]
    )
    inbox.refresh()


def test_two_that_may_be_one_stand_side_by_side_and_are_joined_or_kept_apart(town, editor):
    two_alike()
    [item] = items("link")
    page = editor.get("/desk/eingang?art=link").content.decode()
    assert "ähnlicher Name" in page and "Zweite Quelle" not in page and "zweite" in page
    done = handle(item, accept=True)
    assert read.resolve_id(record_id("zweite", "t")) == id_of("food")
    desk.take_back(person=EVA, line=done.line, why="doch zwei")
    assert read.resolve_id(record_id("zweite", "t")) != id_of("food")
    [again] = items("link")
    handle(again, accept=False)
    inbox.refresh()
    assert items("link") == []


def test_a_decision_the_source_has_overtaken_is_kept_or_dropped(town):
    for accept, shown in ((True, "tafel@example.org"), (False, "neu2@example.org")):
        seen = read.entry(id_of("food")).record.email
        door.decide(actor=Actor(who="Eva Muster", areas=frozenset({TOWN})), **FOOD, path="email",
                    value="tafel@example.org", seen=seen, why="angerufen")  # fmt: skip
        stated = "neu@example.org" if accept else "neu2@example.org"
        record = Service(id=id_of("food"), name="Mustertafel", email=stated)
        town([Received(source=SOURCE, key="food", record=record)])
        [item] = items("review")
        assert (item.data["before"], item.data["after"]) == ("tafel@example.org", stated)
        handle(item, accept=accept)
        assert (items("review"), read.entry(id_of("food")).record.email) == ([], shown)


def test_of_two_who_handle_one_item_the_second_is_told_who_was_first(town):
    propose("email", "tafel@example.org")
    [item] = items("proposal")
    handle(item, accept=True)
    with pytest.raises(OutOfDate, match="Eva Muster"):
        handle(item, accept=False, person=OTTO)
    assert read.entry(id_of("food")).record.email == "tafel@example.org"


def test_who_decides_the_same_field_at_once_loses_nothing_and_both_are_told(town):
    said = {**FOOD, "path": "email", "seen": None, "why": "angerufen"}
    first = desk.decide(person=EVA, value="eva@example.org", **said)
    late = desk.decide(person=OTTO, value="otto@example.org", **said)
    assert (first.meanwhile, late.line, late.meanwhile) == ("", None, "Eva Muster")
    assert read.entry(id_of("food")).record.email == "eva@example.org"
    [item] = items("proposal")
    assert (item.data["after"], item.data["who"], item.data["against"]) == (
        "otto@example.org", "Otto Muster", "Eva Muster",
    )  # fmt: skip
    eva = signed_in("Eva Muster", HELD["editor"]).get("/desk/eingang").content.decode()
    assert "Jemand hat zugleich mit Ihnen entschieden" in eva
    assert "otto@example.org" in eva


def test_an_item_that_changed_meanwhile_is_looked_at_again(town):
    propose("email", "tafel@example.org")
    [item] = items("proposal")
    with pytest.raises(OutOfDate):
        desk.handle(person=EVA, key=item.key, mark="alt", accept=True, why="")
    assert items("proposal") == [item]


def test_when_the_door_refuses_the_item_is_still_there(town, monkeypatch):
    propose("email", "tafel@example.org")
    [item] = items("proposal")

    def refuse(**_: object) -> None:
        raise OutOfDate("geändert")

    monkeypatch.setattr(door, "decide", refuse)
    with pytest.raises(OutOfDate):
        handle(item, accept=True)
    assert [one.key for one in items("proposal")] == [item.key]


def test_the_buttons_work_without_a_script(town, editor):
    propose("email", "tafel@example.org")
    [item] = items("proposal")
    form = {"key": item.key, "mark": item.mark, "zurueck": "/desk/eingang?art=proposal", "tun": "annehmen"}
    answer = editor.post("/desk/eingang/erledigen", form)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/eingang?art=proposal")
    assert read.history(id_of("food"))[-1].why == "Übernehmen"
    again = editor.post("/desk/eingang/erledigen", form)
    assert again.status_code == 409 and "schon erledigt" in again.content.decode()
    assert editor.post("/desk/eingang/erledigen", {**form, "bis": "morgen"}).status_code == 422
    elsewhere = editor.post("/desk/eingang/zurueck", {"zeile": read.inbox.lately("Eva Muster")[0].line,
                                                      "zurueck": "https://example.org/"})  # fmt: skip
    assert elsewhere["Location"] == "/desk/eingang"
    assert read.entry(id_of("food")).record.email is None


def many(number: int) -> None:
    InboxItem.objects.bulk_create(
        InboxItem(
            key=f"finding:{n}", kind=("finding", "link", "visitor")[n % 3], area=TOWN, harm=n % 97, at=timezone.now(),
            title=f"Angebot {n}", words="Ein Satz.", mark="m", entry_id=id_of("food"),
            data={"left": id_of("food"), "right": id_of("debts")} if n % 3 == 1 else {},
        )
        for n in range(number)
    )  # fmt: skip


def test_a_long_inbox_costs_as_many_questions_as_a_short_one(town, editor):
    counts = []
    for number in (3, 300):
        InboxItem.objects.all().delete()
        many(number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert editor.get("/desk/eingang").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_pages_follow_one_another_without_a_gap(town, editor):
    InboxItem.objects.all().delete()
    many(100)
    seen, after = [], ""
    while after is not None:
        found = read.inbox.page(EVA, after=after)
        seen += found.items
        after = found.after
    assert (len(seen), len({one.id for one in seen})) == (100, 100)
    assert [one.harm for one in seen] == sorted((one.harm for one in seen), reverse=True)


def test_nobody_without_a_part_in_it_sees_the_inbox(town):
    assert read.inbox.page(Person(who="x")).items == ()
    assert isinstance(Client(), Client)
