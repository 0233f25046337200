"""An organisation's answers: thirty offers at once, and what visitors say against them."""

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import DecisionLine, Signal
from anlaufstelle.faces.provider import printed
from anlaufstelle.pipeline import offers, reminders, visitor

from .town import harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
MANY = [
    {"id": f"a{number}", "name": f"Angebot {number}", "organization": "Musterverein", "phone": f"02366 1000{number:02}"}
    for number in range(30)
]
OWNER = [{"id": "verein", "name": "Musterverein", "service_ids": [one["id"] for one in MANY]}]


def test_thirty_offers_are_confirmed_at_once(tmp_path, django_assert_max_num_queries):
    harvest(tmp_path, services=MANY, organizations=OWNER)
    held = offers.holder(id_of("verein"))
    voice = offers.speaking(held, "Anbieter Musterverein (Link 1)")
    with django_assert_max_num_queries(1000):
        assert offers.confirm(voice, [held.organization, *held.offers], held.places, "Link: stimmt noch") == 30
    assert {one.checked_on for one in read.provider_services(id_of("verein"))} == {timezone.localdate().isoformat()}
    assert offers.confirm(voice, [held.organization, *held.offers], held.places, "Link: stimmt noch") == 0
    assert DecisionLine.objects.count() == 30


def test_an_organisation_reaches_nothing_but_its_own(tmp_path):
    harvest(tmp_path)
    voice = offers.speaking(offers.holder(id_of("verein")), "Anbieter")
    assert offers.confirm(voice, [read.entry(id_of("frei"))], [], "Link") == 0
    assert offers.holder(id_of("nobody")) is None


def test_what_somebody_else_changed_meanwhile_is_told(tmp_path):
    harvest(tmp_path)
    store.asking.trust(id_of("verein"), by="Erika Muster")
    held = offers.holder(id_of("verein"))
    voice, seen = offers.speaking(held, "Anbieter"), held.offer(id_of("tafel"))
    change = [offers.Change("fees_description", "2 Euro")]
    assert offers.change(voice, seen, change, "Link") == offers.Told(decided=1)
    store.asking.distrust(id_of("verein"))
    assert offers.change(
        offers.speaking(held, "Anbieter"), seen, [offers.Change("fees_description", "3 Euro")], "Link"
    ) == (offers.Told(proposed=1))


@pytest.mark.parametrize(("text", "kinds"), [("hours\nmittwochs zu", ["hours"]), ("other\nhm", []), ("nur Text", [])])
def test_a_visitor_s_reason_is_a_doubt_and_words_alone_are_not(tmp_path, text, kinds):
    harvest(tmp_path)
    for _ in range(2):
        visitor.tell(text, about=read.entry(id_of("tafel")))
    assert [(one.kind, one.word) for one in Signal.objects.all()] == [(one, "visitor-no") for one in kinds]
    doubted = [one.entry for one in reminders.subjects(timezone.localdate()).subjects if one.doubted]
    assert doubted == ([id_of("tafel")] if kinds else [])


def test_the_letter_on_paper_carries_its_code(tmp_path):
    harvest(tmp_path)
    page = printed.letter(id_of("verein"))
    assert "Musterverein" in page
    assert page.count("<svg") == 1
    assert "<script" not in page
