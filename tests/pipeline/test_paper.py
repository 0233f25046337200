"""Letters on paper: to whom, counted once a day, and a link that opens."""

import re

import pytest
from django.utils import timezone

from anlaufstelle.catalogue.models import Deed, Letter, Ticket
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import paper, tickets
from anlaufstelle.record.model import Organization
from anlaufstelle.record.received import Received

from ..faces.conftest import SOURCE, TOWN, hand_in, id_of

pytestmark = pytest.mark.django_db(transaction=True)
EVA = Person(who="Eva Muster", held=(Held("editor", TOWN),))
HERE = frozenset({TOWN})


def test_who_has_no_mail_address_and_is_due(town):
    [found] = paper.recipients(HERE)
    assert (found.name, found.offers, found.crisis, found.last) == ("Musterverein e. V.", 3, True, None)
    assert paper.recipients(frozenset({"05513000"})) == []
    mail = Organization(id=id_of("verein"), name="Musterverein e. V.", email="post@verein.example.org")
    hand_in([Received(source=SOURCE, key="verein", record=mail)])
    assert paper.recipients(HERE) == []


def test_a_letter_counts_as_sent_once_a_day_and_its_link_opens(town):
    for _ in range(2):
        [letter] = paper.write(person=EVA, chosen=[id_of("verein"), id_of("verein")], areas=HERE)
    assert (letter.name, letter.address) == ("Musterverein e. V.", ("Musterweg 1", "45699 Herten"))
    assert [(one.state, one.body, one.address) for one in Letter.objects.all()] == [("sent", "", "Brief")]
    assert [(one.who, one.act, one.about) for one in Deed.objects.all()] == [("Eva Muster", "letter", letter.name)] * 2
    token = re.search("/anbieter/([^/]*)/stimmt", letter.words.links.right)
    assert token and tickets.opened(token[1], "answer").organization == id_of("verein")
    [found] = paper.recipients(HERE)
    assert (found.last, found.due) == (timezone.localdate(), False)


def test_nobody_elsewhere_and_nobody_at_all_gets_one(town):
    for chosen, areas in (([], HERE), ([id_of("verein")], frozenset({"05513000"})), (["x"], HERE)):
        with pytest.raises(BadValue):
            paper.write(person=EVA, chosen=chosen, areas=areas)
    assert (Letter.objects.count(), Ticket.objects.count()) == (0, 0)
