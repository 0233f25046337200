from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import ANYBODY
from anlaufstelle.errors import BadRecord, NotAllowed, NotFound, OutOfDate
from anlaufstelle.pipeline import door, showing
from anlaufstelle.record.received import Origin
from anlaufstelle.search import index

from ..making import received
from .town import EDITOR, STRANGER, changed, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
TAFEL = {"source": "musterstadt", "key": "tafel"}
ID = id_of("tafel")


def rename(value="Essensausgabe", seen="Tafel Musterstadt", actor=EDITOR, **also):
    return door.decide(actor=actor, **TAFEL, path="name", value=value, seen=seen, why="heißt jetzt so", **also)


def test_a_decision_survives_ten_harvests_and_is_undone_by_a_new_line_and_history_tells_both(tmp_path):
    harvest(tmp_path)
    line = rename().line
    for number in range(10):
        harvest(tmp_path, services=changed("tafel", name=f"Tafel {number}"))
        assert read.entry(ID).name == "Essensausgabe"
    assert read.entry(ID).provenance["name"].state == "review"
    door.withdraw(actor=EDITOR, line=line, why="doch nicht")
    assert read.entry(ID).name == "Tafel 9"
    told = [(one.verb, one.standing) for one in read.history(ID) if one.verb not in ("harvest", "gone")]
    assert told == [("decide", False), ("withdraw", True)]
    assert [one.verb for one in read.history(ID)].count("harvest") == 11


def test_a_decision_is_seen_at_once(tmp_path, home):
    harvest(tmp_path)
    before = read.sequence()
    assert rename().line
    assert (read.entry(ID).name, read.entry(ID).checked_on) == ("Essensausgabe", timezone.localdate().isoformat())
    assert [(id, op) for _, id, op in read.since(before)] == [(ID, "put")]
    assert index.exists(home)


def test_who_saw_something_else_has_to_look_again(tmp_path):
    harvest(tmp_path)
    rename()
    with pytest.raises(OutOfDate):
        rename("Noch anders")
    assert rename("Noch anders", seen="Essensausgabe").line


def test_a_decision_with_an_end_ends(tmp_path, monkeypatch):
    harvest(tmp_path)
    today = timezone.localdate()
    rename(until=today)
    assert read.entry(ID).name == "Essensausgabe"
    monkeypatch.setattr(timezone, "localdate", lambda *_: today + timedelta(days=1))
    harvest(tmp_path)
    assert read.entry(ID).name == "Tafel Musterstadt"


def test_a_verification_shows_and_lapses(tmp_path):
    harvest(tmp_path)
    own = read.entry(ID).record.phones[0]
    path = f"phones[{own.id}].number"
    door.verify(actor=EDITOR, **TAFEL, path=path, seen=own.number)
    assert (read.entry(ID).provenance[path].state, bool(read.entry(ID).checked_on)) == ("verified", True)
    harvest(tmp_path, services=changed("tafel", phone="02366 999999"))
    assert (read.entry(ID).provenance[path].state, read.entry(ID).checked_on) == ("stated", None)


@pytest.mark.parametrize("actor", [STRANGER, ANYBODY])
def test_the_decision_of_others_becomes_a_proposal(tmp_path, actor):
    harvest(tmp_path)
    outcome = rename(actor=actor)
    assert (outcome.line, read.entry(ID).name) == (None, "Tafel Musterstadt")
    harvest(tmp_path)
    assert (read.entry(ID).name, read.counts()["published"]["service"]) == ("Tafel Musterstadt", 3)
    assert read.resolve_id(outcome.proposal) == outcome.proposal
    with pytest.raises(NotFound):
        read.entry(outcome.proposal)


def test_a_proposal_counts_once_the_stewards_editor_judged_it(tmp_path):
    harvest(tmp_path)
    proposal = door.decide(
        actor=ANYBODY, **TAFEL, path="email", value="tafel@example.org", seen=None, why="stand im Schaukasten"
    ).proposal
    with pytest.raises(NotAllowed):
        door.judge(actor=STRANGER, left=ID, right=proposal, verdict="same", why="")
    door.judge(actor=EDITOR, left=ID, right=proposal, verdict="same", why="stimmt")
    assert read.entry(ID).record.email == "tafel@example.org"


def test_only_the_stewards_editors_verify_and_withdraw(tmp_path):
    harvest(tmp_path)
    line = rename().line
    with pytest.raises(NotAllowed):
        door.verify(actor=STRANGER, **TAFEL, path="name", seen="Essensausgabe")
    with pytest.raises(NotAllowed):
        door.withdraw(actor=STRANGER, line=line, why="")
    with pytest.raises(NotAllowed):
        door.hand_in(actor=STRANGER, source="musterstadt", received=[received("neu")])


def test_two_sources_become_one_entry_and_part_again(tmp_path):
    harvest(tmp_path)
    harvest(tmp_path, "nachbar", [{"id": "n", "name": "Tafel", "email": "n@example.org"}], [])
    other = id_of("n", "nachbar")
    assert read.entry(other).name == "Tafel"
    door.judge(actor=EDITOR, left=ID, right=other, verdict="same", why="gleiche Tür")
    assert (read.resolve_id(other), read.entry(ID).record.email) == (ID, "n@example.org")
    with pytest.raises(NotFound):
        read.entry(other)
    door.judge(actor=EDITOR, left=ID, right=other, verdict="not same", why="doch zwei")
    assert (read.resolve_id(other), read.entry(ID).record.email) == (other, None)
    assert read.entry(other).name == "Tafel"


def test_split_and_joined_again_every_former_address_redirects(tmp_path):
    harvest(tmp_path)
    a, b, c = ID, id_of("kleider"), id_of("frei")
    for left, right in ((a, b), (b, c)):
        door.judge(actor=EDITOR, left=left, right=right, verdict="same", why="")
    assert [read.resolve_id(id) for id in (a, b, c)] == [a, a, a]
    door.judge(actor=EDITOR, left=a, right=b, verdict="not same", why="")
    assert [read.resolve_id(id) for id in (a, b, c)] == [a, b, b]
    door.judge(actor=EDITOR, left=a, right=b, verdict="same", why="")
    assert [read.resolve_id(id) for id in (a, b, c)] == [a, a, a]
    assert [line.value for line in read.history(a) if line.verb == "judge"] == ["same", "same", "not same", "same"]


def test_an_echo_is_recognised_and_takes_nothing_over(tmp_path):
    harvest(tmp_path)
    echo = [{"id": ID, "name": "Gekapert", "email": "n@example.org"}]
    harvest(tmp_path, "nachbar", echo, [], trust=99)
    entry = read.entry(ID)
    assert (entry.name, [one.source for one in entry.sources]) == ("Tafel Musterstadt", ["musterstadt", "nachbar"])
    taken = entry.sources[1].record_id
    assert (taken != ID, read.resolve_id(taken)) == (True, ID)
    assert read.counts()["published"]["service"] == 3


def test_what_cannot_be_handed_in(tmp_path):
    harvest(tmp_path)
    with pytest.raises(BadRecord):
        door.hand_in(actor=EDITOR, source="musterstadt", received=[received("x", "other")])
    with pytest.raises(BadRecord):
        door.judge(actor=EDITOR, left=ID, right=id_of("verein"), verdict="same", why="")
    with pytest.raises(BadRecord):
        door.decide(actor=EDITOR, **TAFEL, path="nonsense", value="x", seen=None, why="")
    with pytest.raises(NotFound):
        door.judge(actor=EDITOR, left=ID, right=ID, verdict="same", why="")
    with pytest.raises(NotFound):
        door.withdraw(actor=EDITOR, line=99, why="")


def test_a_hand_in_adds_and_takes_nothing_away(tmp_path):
    harvest(tmp_path)
    [id] = door.hand_in(actor=EDITOR, source="musterstadt", received=[received("neu", origin=Origin("x", "y"))])
    assert (read.entry(id).name, read.counts()["published"]["service"]) == ("Angebot neu", 4)


def test_a_place_that_becomes_confidential_leaves_nothing_to_read(tmp_path):
    harvest(tmp_path)
    place = id_of("tafel#location")
    assert "Musterweg" in str(read.entry(ID).locations)
    said = {"source": "musterstadt", "key": "tafel#location", "path": "confidential"}
    door.decide(actor=EDITOR, **said, value=True, seen=False, why="Schutzhaus")
    assert (read.entry(place).record.confidential, read.entry(ID).locations[0].confidential) == (True, True)
    assert "Musterweg" not in f"{read.entry(place)} {read.entry(ID)} {read.hsds(ID)} {read.history(place)}"
    assert [line.verb for line in read.history(place)] == ["harvest", "decide"]


def test_who_refers_to_a_record_that_moved_along_with_its_cluster_knows(tmp_path):
    """Records b and c speak for one organisation; when a joins them, whoever refers to c has to follow."""
    organizations = [{"id": key, "name": f"Verein {key}"} for key in "abc"]
    services = [{"id": "s", "name": "Angebot", "organization": "Verein c"}]
    harvest(tmp_path, services=services, organizations=organizations)
    a, b, c = (id_of(key) for key in "abc")
    door.judge(actor=EDITOR, left=b, right=c, verdict="same", why="")
    assert read.entry(id_of("s")).provider.id == b
    door.judge(actor=EDITOR, left=a, right=b, verdict="same", why="")
    assert read.entry(id_of("s")).provider.id == a


def test_several_verbs_are_shown_at_once_and_one_that_fails_hides_none(tmp_path):
    harvest(tmp_path)
    with pytest.raises(OutOfDate), showing.together():
        rename()
        assert read.entry(ID).name == "Tafel Musterstadt"
        with showing.together():
            door.decide(actor=EDITOR, **TAFEL, path="email", value="a@example.org", seen=None, why="steht am Aushang")
        assert read.entry(ID).record.email is None
        rename(seen="etwas anderes")
    assert (read.entry(ID).name, read.entry(ID).record.email) == ("Essensausgabe", "a@example.org")


def test_proposals_of_one_stroke_wait_in_the_inbox(tmp_path):
    harvest(tmp_path)
    with showing.together():
        for value in ("Erste", "Zweite"):
            rename(value, actor=ANYBODY)
    assert [one.data["after"] for one in read.inbox.about(ID) if one.kind == "proposal"] == ["Erste", "Zweite"]
