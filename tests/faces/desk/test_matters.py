"""Items that are one matter; what sources changed; failing mail and links; pairs of two stewards; many at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Candidate, Handled, InboxItem, Letter
from anlaufstelle.catalogue.rules import NIGHT, Held, Person
from anlaufstelle.errors import OutOfDate
from anlaufstelle.pipeline import desk, desk_many, door, inbox
from anlaufstelle.record.model import Phone, Schedule, Service, part_id, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..conftest import SOURCE, TOWN, id_of
from .conftest import HELD

EVA = Person(who="Eva Muster", held=(HELD["editor"],))
NEXT = "05513000"
NORA = Person(who="Nora Nachbar", held=(Held("editor", NEXT),))


def bare(number: int) -> list[Received]:
    """Offers that nobody can reach."""
    names = [f"Angebot {one}" for one in range(number)]
    return [
        Received(source=SOURCE, key=name, record=Service(id=id_of(name), name=name, description="Ein Satz."))
        for name in names
    ]


def of_kind(kind: str, person: Person = EVA, bundle: str = "") -> list:
    return [one for one in read.inbox.page(person, bundle=bundle).items if one.kind == kind]


def mattering(text: str) -> str:
    """The bundle whose words begin so."""
    [found] = [one.bundle for one in read.inbox.page(EVA).groups if one.first.words.startswith(text)]
    return found


def mark(items: list) -> list[desk_many.Marked]:
    return [desk_many.Marked(one, one.mark) for one in items]


def test_many_findings_of_one_kind_are_one_with_a_list_behind_it(town, editor):
    town(bare(12))
    groups = {one.bundle: one.count for one in read.inbox.page(EVA).groups}
    assert groups["finding:contact-missing"] >= 12
    alone = [one.bundle for one in read.inbox.page(EVA).items]
    assert "finding:contact-missing" not in alone
    listed = read.inbox.page(EVA, bundle="finding:contact-missing")
    assert (len(listed.items), listed.groups) == (groups["finding:contact-missing"], ())
    page = editor.get("/desk/eingang").content.decode()
    assert "/desk/eingang?gruppe=finding%3Acontact-missing" in page and "Liste ansehen" in page
    assert "Angebot 3" in editor.get("/desk/eingang?gruppe=finding:contact-missing").content.decode()


def test_a_matter_stands_where_its_most_harmful_item_would_and_on_one_page_only(town):
    InboxItem.objects.all().delete()
    rows = [("visitor", "", 70, 40), ("finding", "finding:x", 40, 10), ("link", "", 30, 40)]
    rows.append(("finding", "finding:y", 20, 9))
    for kind, bundle, harm, number in rows:
        InboxItem.objects.bulk_create(
            InboxItem(
                key=f"{kind}{harm}:{n}", kind=kind, bundle=bundle, area=TOWN, harm=harm, at=timezone.now(), mark="m"
            )
            for n in range(number)
        )
    seen, after = [], ""
    while after is not None:
        found = read.inbox.page(EVA, after=after)
        seen += found.rows
        after = found.after
    assert [one.harm for one in seen] == [70] * 40 + [40] + [30] * 40 + [20]


def change(**fields: object) -> None:
    record = Service(id=id_of("food"), name="Mustertafel", **fields)
    door.hand_in(actor=NIGHT, source=SOURCE, received=[Received(source=SOURCE, key="food", record=record)])


def test_a_first_harvest_is_no_news_and_a_changed_record_is(town, editor):
    assert [one.kind for one in read.inbox.page(EVA).items if one.kind in ("new", "changed", "gone")] == []
    hours = Schedule(
        id=part_id(id_of("food"), "h"), description="montags von neun bis zwölf", opening_hours="Mo 09:00-12:00"
    )
    number = Phone(id=part_id(id_of("food"), "p"), number="+4923661234", stated="0 23 66 / 12 34")
    change(email="neu@example.org", schedules=(hours,), phones=(number,))
    [item] = of_kind("changed")
    page = editor.get("/desk/eingang?art=changed").content.decode()
    for words in ("<ins>neu@example.org</ins>", "montags von neun bis zwölf", "Mo 09:00-12:00", "0 23 66 / 12 34"):
        assert words in page
    desk.handle(person=EVA, key=item.key, mark=item.mark, accept=True, why="gesehen")
    inbox.refresh()
    assert of_kind("changed") == []
    change(email="noch-neuer@example.org")
    [item] = of_kind("changed")
    page = editor.get("/desk/eingang?art=changed").content.decode()
    assert "<del>neu@example.org</del>" in page and "<ins>noch-neuer@example.org</ins>" in page


def test_what_is_new_in_a_known_source_is_seen_by_somebody(town, editor):
    town(bare(1))
    [item] = of_kind("new")
    assert (item.title, item.data["before"]) == ("Angebot 0", 0)
    assert "<ins>Ein Satz.</ins>" in editor.get("/desk/eingang?art=new").content.decode()


def test_a_dead_link_waits_until_somebody_stood_for_the_address(town):
    store.asking.add_signal(id_of("food"), "web", "dead-link", timezone.localdate())
    inbox.refresh()
    [item] = of_kind("dead-link")
    assert item.data["value"] == "https://tafel.example.org"
    door.decide(actor=_editor(), source=SOURCE, key="food", path="url", value="https://neu.example.org",
                seen="https://tafel.example.org", why="angesehen")  # fmt: skip
    assert of_kind("dead-link") == []


def _editor():
    return door.Actor(who="Eva Muster", areas=frozenset({TOWN}))


def test_mail_that_came_back_waits_as_long_as_the_address_stands_there(town):
    said = {"source": SOURCE, "key": "verein", "path": "email", "why": "Aushang"}
    door.decide(actor=_editor(), value="post@verein.example.org", seen=None, **said)
    Letter.objects.create(
        batch="1", message_id="<1@example.org>", organization=id_of("verein"), address="post@verein.example.org",
        subject="x", state="bounced", made_at=timezone.now(),
    )  # fmt: skip
    inbox.refresh()
    [item] = of_kind("bounce")
    assert "post@verein.example.org" in item.words and "Musterverein" in item.data["remedy"]
    door.decide(actor=_editor(), value="neu@verein.example.org", seen="post@verein.example.org", **said)
    assert of_kind("bounce") == []


@pytest.fixture
def pair(town) -> str:
    """Two entries that may be one, in the hands of two editors' desks."""
    store.keep_source(SourceFacts(id="nachbar", title="Nachbarstadt", area=NEXT, steward=NEXT))
    twin = Service(id=record_id("nachbar", "t"), name="Tafel Musterstadt", email="tafel@example.org")
    door.hand_in(actor=NIGHT, source="nachbar", received=[Received(source="nachbar", key="t", record=twin)])
    Candidate.objects.create(
        left=id_of("food"), right=twin.id, kind="service", score=0.8, verdict="ask", reasons=["ähnlicher Name"]
    )
    inbox.refresh()
    return twin.id


def link(person: Person):
    [item] = of_kind("link", person)
    return item


def say(person: Person, *, accept: bool):
    item = link(person)
    return desk.handle(person=person, key=item.key, mark=item.mark, accept=accept, why="nachgesehen")


def test_a_pair_of_two_stewards_reaches_both_and_both_must_agree(pair, editor):
    assert "Redaktion 05513000" in editor.get("/desk/eingang?art=link").content.decode()
    say(EVA, accept=True)
    assert (of_kind("link"), read.resolve_id(pair)) == ([], pair)
    assert link(NORA).data["other_said"] == {"act": "accept", "who": "Eva Muster"}
    done = say(NORA, accept=True)
    assert read.resolve_id(pair) == id_of("food")
    [line] = [one for one in read.history(id_of("food")) if one.verb == "judge"]
    assert line.who == "Nora Nachbar und Eva Muster"
    desk.take_back(person=NORA, line=done.line, why="doch zwei")
    assert (read.resolve_id(pair), link(NORA).kind) == (pair, "link")


def test_of_two_stewards_who_disagree_each_hears_the_other(pair):
    say(EVA, accept=True)
    say(NORA, accept=False)
    assert read.resolve_id(pair) == pair
    assert link(EVA).data["other_said"] == {"act": "reject", "who": "Nora Nachbar"}
    say(EVA, accept=False)
    inbox.refresh()
    assert (of_kind("link"), of_kind("link", NORA), read.resolve_id(pair)) == ([], [], pair)


def test_several_are_done_at_one_stroke_and_taken_back_at_one(town, editor):
    town(bare(12))
    bundle = "finding:contact-missing"
    items = read.inbox.whole(EVA, bundle, 500)
    told = desk_many.handle(person=EVA, chosen=mark(items), accept=True, why="geprüft")
    assert (told.done, told.left, read.inbox.whole(EVA, bundle, 500)) == (len(items), (), [])
    inbox.refresh()
    assert read.inbox.whole(EVA, bundle, 500) == []
    [last] = read.inbox.lately("Eva Muster")
    assert (last.count, last.batch) == (len(items), told.batch)
    back = desk_many.take_back(person=EVA, batch=told.batch, why="doch nicht")
    assert back.done == len(items)
    assert {one.key for one in read.inbox.whole(EVA, bundle, 500)} == {one.key for one in items}
    assert read.inbox.lately("Eva Muster") == []
    with pytest.raises(OutOfDate):
        desk_many.take_back(person=EVA, batch=told.batch, why="noch einmal")


def propose(number: int) -> None:
    for path in ("email", "fees", "wait_time", "alert")[:number]:
        value = "tafel@example.org" if path == "email" else "neu"
        door.propose(actor=door.Actor(who="x"), source=SOURCE, key="food", path=path, value=value, why="Aushang")


def test_proposals_are_decided_together_and_what_came_between_is_named(town):
    propose(4)
    items = of_kind("proposal")
    desk.handle(
        person=Person(who="Otto", held=EVA.held), key=items[0].key, mark=items[0].mark, accept=False, why="nein"
    )
    told = desk_many.handle(person=EVA, chosen=mark(items), accept=True, why="stimmt")
    assert (told.done, [title for title, _ in told.left]) == (3, ["Mustertafel"])
    assert "Otto" in told.left[0][1]
    desk_many.take_back(person=EVA, batch=told.batch, why="Irrtum")
    assert (read.entry(id_of("food")).record.fees, len(of_kind("proposal"))) == (None, 3)


def test_the_preview_tells_and_does_nothing(town, editor):
    propose(3)
    page = editor.get("/desk/eingang").content.decode()
    boxes = re.findall(r'name="wahl" value="([^"]*)"', page)
    assert len(boxes) >= 3
    own = [one for one in boxes if ":proposal:" in one]
    shown = editor.post("/desk/eingang/mehrere", {"wahl": own, "tun": "annehmen"}).content.decode()
    assert "„nicht angegeben“ wird „tafel@example.org“" in shown and Handled.objects.count() == 0
    editor.post("/desk/eingang/mehrere/erledigen", {"wahl": own, "tun": "annehmen", "grund": "Aushang"})
    assert read.entry(id_of("food")).record.email == "tafel@example.org"
    batch = read.inbox.lately("Eva Muster")[0].batch
    editor.post("/desk/eingang/mehrere/zurueck", {"schlag": batch})
    assert read.entry(id_of("food")).record.email is None
    assert editor.post("/desk/eingang/mehrere", {"tun": "annehmen"}).status_code == 422


def test_all_of_a_matter_only_as_it_was_shown(town, editor):
    town(bare(6))
    told = {"gruppe": "finding:contact-missing", "tun": "annehmen"}
    stamp = re.search(r'name="stempel" value="(\w+)"', editor.post("/desk/eingang/mehrere", told).content.decode())
    town(bare(7))
    late = editor.post("/desk/eingang/mehrere/erledigen", {**told, "stempel": stamp[1]})
    assert (late.status_code, Handled.objects.count()) == (409, 0)
    stamp = re.search(r'name="stempel" value="(\w+)"', late.content.decode())
    assert editor.post("/desk/eingang/mehrere/erledigen", {**told, "stempel": stamp[1]}).status_code == 302
    assert read.inbox.whole(EVA, "finding:contact-missing", 500) == []


def test_nobody_handles_in_many_what_they_could_not_handle_alone(pair):
    items = of_kind("link")
    told = desk_many.handle(person=NORA, chosen=mark(items), accept=False, why="x")
    assert (told.done, len(told.left), len(of_kind("link"))) == (0, len(items), len(items))


def test_fifty_thousand_items_cost_as_many_questions_as_five(town, editor):
    counts = []
    for number in (5, 50_000):
        InboxItem.objects.all().delete()
        fill(number)
        with CaptureQueriesContext(connection) as asked:
            assert editor.get("/desk/eingang").status_code == 200
        counts.append(len(asked))
    assert counts[0] <= counts[1] + 1 and max(counts) <= 12


def fill(number: int) -> None:
    kinds = ("finding", "visitor", "proposal", "dead-link", "changed")
    InboxItem.objects.bulk_create(
        (
            InboxItem(
                key=f"x:{n}", kind=kinds[n % 5], area=TOWN, harm=n % 97, at=timezone.now(), title=f"Angebot {n}",
                words="Ein Satz.", mark="m", entry_id=id_of("food"), bundle=f"finding:{n % 7}" if n % 5 == 0 else "",
            )
            for n in range(number)
        ),
        batch_size=2000,
    )  # fmt: skip
