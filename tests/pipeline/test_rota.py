"""Ten calls in thirty minutes: who comes first, what is said, and what each tap leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Call, DecisionLine, SourceRecord, Turn
from anlaufstelle.pipeline import door, rota, visitor
from anlaufstelle.pipeline.offers import Change

from .town import harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
TAFEL = id_of("tafel")


def listed() -> list[str]:
    return [one.entry.name for one in rota.calls()]


def test_who_has_a_number_is_called_and_asked_what_we_show(tmp_path):
    harvest(tmp_path)
    assert sorted(listed()) == ["Freie Beratung", "Tafel Musterstadt"]
    (tafel,) = [one for one in rota.calls() if one.entry.id == TAFEL]
    assert (tafel.phone, tafel.href, tafel.tried) == ("02366 111111", "tel:+492366111111", 0)
    assert tafel.script[1:3] == (
        "Es geht um „Tafel Musterstadt“. Gibt es das noch?",
        "Wir zeigen diese Zeiten: Mo-Fr 09:00-12:00. Stimmt das?",
    )
    assert [one.entry.id for one in rota.calls(most=1)] == [rota.calls()[0].entry.id]


def test_right_is_kept_with_the_call_as_evidence(tmp_path):
    harvest(tmp_path)
    assert rota.record(TAFEL, "right", who="Karla Muster") is None
    assert read.entry(TAFEL).provenance["phones"].state == "verified"
    assert {(row.verb, row.who, row.why) for row in DecisionLine.objects.all()} == {
        ("verify", "Anruf: Karla Muster", "Anruf von Karla Muster")
    }
    assert listed() == ["Freie Beratung"]


def test_nobody_there_is_called_again_later_and_later(tmp_path, monkeypatch):
    harvest(tmp_path)
    first = rota.record(TAFEL, "nobody", who="Karla Muster")
    assert first > timezone.localdate()
    assert listed() == ["Freie Beratung"]
    assert "Tafel Musterstadt" in [one.entry.name for one in rota.calls(first)]
    second = rota.record(TAFEL, "nobody", who="Karla Muster")
    assert (second - timezone.localdate()).days >= 3
    assert [one.tried for one in rota.calls(second) if one.entry.id == TAFEL] == [2]


def test_a_change_and_an_end_wait_for_the_editors(tmp_path):
    harvest(tmp_path)
    rota.record(TAFEL, "changed", who="Karla Muster", changes=(Change("fees_description", "2 Euro"),))
    rota.record(TAFEL, "gone", who="Karla Muster")
    rota.record(TAFEL, "changed", who="Karla Muster", note="zieht bald um")
    assert (read.entry(TAFEL).state, read.entry(TAFEL).record.fees_description) == ("published", None)
    assert SourceRecord.objects.filter(source_id=door.PROPOSAL, origin_key="tafel").count() == 2
    assert SourceRecord.objects.filter(source_id=visitor.VISITOR, origin_key="tafel").count() == 1


def test_callers_are_thanked_with_what_they_did(tmp_path):
    harvest(tmp_path)
    since = timezone.now() - timedelta(days=7)
    assert rota.thanks(since).words().startswith("Noch kein Anruf")
    rota.record(TAFEL, "right", who="Karla Muster")
    rota.record(id_of("frei"), "nobody", who="Konrad Muster")
    assert rota.thanks(since) == rota.Thanks(calls=2, offers=1, changed=0, callers=2)
    assert Call.objects.count() == 2
    assert rota.thanks(since).words() == "2 Anrufe von 2 Menschen: ein Angebot bestätigt, 0 berichtigt. Danke!"


def test_two_callers_never_have_the_same_on_their_lists(tmp_path):
    harvest(tmp_path)
    areas = frozenset({"05562020"})
    first = {one.entry.id for one in rota.hand_out("Karla Muster", areas)}
    assert first == {TAFEL, id_of("frei")}
    assert rota.hand_out("Konrad Muster", areas) == []
    assert {one.entry.id for one in rota.hand_out("Karla Muster", areas)} == first
    Turn.objects.update(until=timezone.now())
    assert {one.entry.id for one in rota.hand_out("Konrad Muster", areas)} == first
    assert set(Turn.objects.values_list("who", flat=True)) == {"Konrad Muster"}


def test_who_asked_to_be_called_on_a_day_is_called_then(tmp_path):
    harvest(tmp_path)
    day = timezone.localdate() + timedelta(days=9)
    assert rota.record(TAFEL, "nobody", who="Karla Muster", promised=day) == day
    assert TAFEL not in {one.entry.id for one in rota.calls(day - timedelta(days=1))}
    assert TAFEL in {one.entry.id for one in rota.calls(day)}
