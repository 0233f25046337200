"""What is kept about one person: found in every table, told without secrets, and forgotten."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, read, store
from anlaufstelle.catalogue.models import DecisionLine, Deed, Letter, SourceRecord
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.catalogue.store.asking import NewLetter
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import accounts, door, person, visitor

from .town import EDITOR, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
EVA, MAIL = "Eva Beispiel", "eva@example.org"


@pytest.fixture
def kept(tmp_path):
    harvest(tmp_path)
    token = accounts.invite(by=accounts.SYSTEM, name=EVA, held=Held("editor", "05562020"))
    accounts.accept(token=token, password="lange-genug-fuer-alle")
    door.decide(
        actor=replace(EDITOR, who=EVA), source="musterstadt", key="tafel", path="email", value="t@example.org",
        seen=None, why="angerufen",
    )  # fmt: skip
    visitor.tell(f"zu klein\nreply: {MAIL}")
    letter = NewLetter(
        batch="b", message_id="<m@example.org>", organization="o", address=MAIL, subject="Stimmt es?", body="Hallo"
    )
    store.asking.add_letter(letter, [])
    store.asking.silence(person.tickets.address_hash(MAIL), "stop")


def test_every_table_is_looked_through_and_no_secret_is_told(kept):
    named, mailed = person.about(EVA), person.about(MAIL)
    assert {one.table for one in named} >= {"User", "Invitation", "Deed", "DecisionLine"}
    assert {one.table for one in mailed} == {"SourceRecord", "Letter", "Silence", "InboxItem"}
    assert not any(one.row.keys() & person.SECRET for one in (*named, *mailed))


def test_forgotten_is_who_it_was_and_not_what_was_decided(kept):
    done = person.forget(EVA)
    assert {"User", "Invitation", "Deed", "DecisionLine"} <= done.changed.keys()
    assert (done.left, get_user_model().objects.filter(username=EVA).exists()) == ((), False)
    assert read.entry(id_of("tafel")).record.email == "t@example.org"
    [line] = DecisionLine.objects.all()
    assert line.who.startswith("jemand-")
    assert not Deed.objects.filter(about__contains=EVA).exists()


def test_an_address_is_forgotten_in_letters_and_messages(kept):
    left = person.forget(MAIL).left
    assert {one.table for one in left} == {"Silence"}
    [said] = ledger.received(
        SourceRecord.objects.filter(source_id="visitor").values_list("record_id", flat=True)
    ).values()
    assert (Letter.objects.get().address, said.record.description) == ("", "zu klein\nreply: [entfernt]")


def test_the_night_forgets_in_time(kept, settings):
    person.tidy()
    assert Letter.objects.get().address == MAIL
    Letter.objects.update(made_at=timezone.now() - timedelta(days=401))
    settings.ANLAUFSTELLE_KEEP_REPLIES = -1
    person.tidy()
    assert {one.table for one in person.about(MAIL)} == {"Silence", "InboxItem"}  # the inbox is written anew each night


def test_half_a_name_is_not_looked_for():
    with pytest.raises(BadValue):
        person.about("Eva")
