"""A carrier pins a note; it waits for an editor's yes, hangs, and leaves by itself."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.errors import NotAllowed, NotFound
from anlaufstelle.pipeline import board, desk, night, offers
from anlaufstelle.record.model import record_id

from .town import EDITOR, TOWN, harvest, id_of

ERIKA = Person(who="Erika Muster", held=(Held("editor", TOWN),))
STRANGER = Person(who="Fremde Redaktion", held=(Held("editor", "05562024"),))


def told(days: int = 5, **fields: str) -> board.Draft:
    until = timezone.localdate() + timedelta(days=days)
    return board.Draft(**{"title": "Musterflohmarkt", "text": "Wer macht mit?", "until": until.isoformat(), **fields})


def offered(tmp_path) -> str:
    harvest(tmp_path)
    held = offers.holder(id_of("verein"))
    voice = offers.speaking(held, "Anbieter Musterverein (Link 1)")
    return board.offer(actor=voice, steward=offers.steward(held), told=told(), organization=held.organization)


def up() -> list[str]:
    return [one.name for one in read.board.hanging(timezone.localdate())]


def accept(person: Person = ERIKA):
    item = next(one for one in read.inbox.page(ERIKA, kind="notice").items)
    return desk.handle(person=person, key=item.key, mark=item.mark, accept=True, why="passt")


@pytest.mark.django_db(transaction=True)
def test_it_waits_in_the_inbox_hangs_and_leaves_by_itself(tmp_path, monkeypatch):
    offered(tmp_path)
    assert up() == []
    with pytest.raises(NotAllowed):
        accept(STRANGER)
    accept()
    assert up() == ["Musterflohmarkt"]
    shown = read.board.hanging(timezone.localdate())[0]
    assert (shown.record.organization_name, shown.provider.name) == ("Musterverein", "Musterverein")
    assert read.board.hanging(timezone.localdate() + timedelta(days=5)) != []
    assert read.board.hanging(timezone.localdate() + timedelta(days=6)) == []
    later = timezone.localdate() + timedelta(days=6)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    night.night([], from_stage="assemble")
    with pytest.raises(NotFound):
        read.entry(shown.id)
    assert read.entry(shown.id, states=("gone",)).name == "Musterflohmarkt"


@pytest.mark.django_db(transaction=True)
def test_what_was_hung_can_be_taken_back_and_comes_again(tmp_path):
    offered(tmp_path)
    done = accept()
    desk.take_back(person=ERIKA, line=done.line, why="doch nicht")
    assert up() == []
    accept()
    assert up() == ["Musterflohmarkt"]


@pytest.mark.django_db(transaction=True)
def test_an_editors_note_hangs_at_once_and_is_taken_down(tmp_path):
    harvest(tmp_path)
    board.pin(actor=EDITOR, steward=TOWN, told=told(district="Westerholt", phone="02366 111111", topic="food"))
    shown = read.board.hanging(timezone.localdate(), {TOWN})[0]
    assert (shown.areas, shown.record.phones[0].number) == ((f"{TOWN}:Westerholt",), "+492366111111")
    ref = shown.sources[0]
    board.take_down(actor=EDITOR, source=ref.source, key=ref.key)
    assert up() == []
    assert record_id(ref.source, ref.key) == shown.id


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": ""}, "title"), ({"text": "x" * 601}, "text"), ({"until": "bald"}, "until"),
     ({"until": "2020-01-01"}, "until"), ({"until": "2099-01-01"}, "until"), ({"since": "gestern"}, "since"),
     ({"topic": "nix"}, "topic"),
     ({"phone": "ruf an"}, "phone"), ({"email": "x"}, "email"), ({"url": "kein Netz"}, "url")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_by_field(fields, field):
    assert list(board.wrong(told(**fields), date.fromisoformat(timezone.localdate().isoformat()))) == [field]
