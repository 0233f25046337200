"""Somebody wants to help: the desk reads it, the organisation gets a letter, and after 90 days nothing is left."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Approach, Letter, Outcome
from anlaufstelle.catalogue.read import asking
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_town import HelpDesk
from anlaufstelle.errors import BadValue, NotAllowed, NotFound, OutOfDate
from anlaufstelle.pipeline import helping, outbox
from anlaufstelle.pipeline.helping import Said
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Opportunity

pytestmark = pytest.mark.django_db(transaction=True)
TOWN = EditionView(
    slug="musterstadt", name="Musterstadt", areas=("05562020",), helping=HelpDesk(name="Musteragentur", days=5)
)
EVA = Person(who="Eva Muster", held=(Held("editor", "05562020"),))
ID = "3f1d1f53-7f2f-5f5e-9d8e-000000000001"
PLACE = Entry(id=ID, record=Opportunity(id=ID, name="Vorlesen", email="verein@example.org"))


def test_the_desk_reads_it_and_knows_when_an_answer_is_due() -> None:
    told = helping.tell(Said(reply="02366 000-1", name=" Otto  Muster ", wishes="tun=listen"), TOWN)
    today = timezone.localdate()
    assert (told.desk, told.name, told.reply, told.state, told.area) == (
        "Musteragentur", "Otto Muster", "02366 000-1", "open", "05562020")  # fmt: skip
    assert (told.due_on - today, told.forget_on - today) == (timedelta(days=5), timedelta(days=90))
    assert read.helping.waiting(["05562020"]) == [told]
    assert (read.helping.waiting(["05562024"]), Letter.objects.count()) == ([], 0)


def test_an_organisation_that_can_be_written_to_is() -> None:
    told = helping.tell(Said(reply="otto@example.org", text="Ich lese gern vor."), TOWN, about=PLACE)
    (letter,) = Letter.objects.all()
    assert (told.sent_to, letter.address, letter.organization) == ("verein@example.org", "verein@example.org", "")
    assert "Ich lese gern vor." in letter.body and "otto@example.org" in letter.body


@pytest.mark.parametrize("reply", ["", "bitte melden", "otto@", "12"])
def test_whom_nobody_can_reach_is_told_so(reply: str) -> None:
    with pytest.raises(BadValue):
        helping.tell(Said(reply=reply), TOWN)
    assert Approach.objects.count() == 0


def test_without_a_desk_nobody_is_promised_an_answer() -> None:
    with pytest.raises(NotFound):
        helping.tell(Said(reply="02366 000-1"), EditionView(slug="x", name="X"))


def test_an_answer_by_mail_and_what_came_of_it() -> None:
    id = helping.tell(Said(reply="otto@example.org"), TOWN).id
    assert helping.answer(person=EVA, id=id, state="answered", words="Kommen Sie am Montag vorbei.")
    (letter,) = Letter.objects.all()
    assert letter.address == "otto@example.org" and "Kommen Sie am Montag vorbei." in letter.body
    assert not helping.answer(person=EVA, id=id, state="placed")
    assert read.helping.outcomes(["05562020"], date(2020, 1, 1)) == {"answered": 1, "placed": 1}
    with pytest.raises(OutOfDate):
        helping.answer(person=EVA, id=id, state="placed")


def test_nobody_answers_for_another_town_or_by_a_mail_that_cannot_arrive() -> None:
    id = helping.tell(Said(reply="02366 000-1"), TOWN).id
    with pytest.raises(NotAllowed):
        helping.answer(person=Person(who="Fremd", held=(Held("editor", "05562024"),)), id=id, state="placed")
    with pytest.raises(BadValue):
        helping.answer(person=EVA, id=id, state="answered", words="Hallo")
    with pytest.raises(BadValue):
        helping.answer(person=EVA, id=id, state="unsinn")
    assert Approach.objects.get().state == "open"


def test_after_90_days_only_the_count_is_left(tmp_path, settings) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path
    id = helping.tell(Said(reply="otto@example.org"), TOWN, about=PLACE).id
    helping.answer(person=EVA, id=id, state="placed")
    (letter,) = Letter.objects.all()
    outbox.deliver(outbox.message(asking.letters("waiting")[0]))
    assert outbox.path_of(letter.message_id).exists()
    day = timezone.localdate()
    assert (helping.forget(day + timedelta(days=89)), Approach.objects.count()) == (0, 1)
    Letter.objects.update(made_at=timezone.now() - timedelta(days=91))
    assert helping.forget(day + timedelta(days=90)) == 1
    assert (Approach.objects.count(), Letter.objects.count()) == (0, 0)
    assert not outbox.path_of(letter.message_id).exists()
    assert [(one.state, one.count) for one in Outcome.objects.all()] == [("placed", 1)]
    with pytest.raises(NotFound):
        helping.answer(person=EVA, id=id, state="placed")
