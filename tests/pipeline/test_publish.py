import msgspec
import pytest

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.pipeline import door, settle, work
from anlaufstelle.pipeline.publish import publish

from .town import EDITOR, ORGANIZATIONS, SERVICES, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
ORG = id_of("verein")


def renamed(name):
    return [{**ORGANIZATIONS[0], "name": name}]


def services(name):
    return [{**row, "organization": name} if "organization" in row else row for row in SERVICES]


def test_one_changed_organisation_republishes_its_services_without_a_global_run(tmp_path):
    harvest(tmp_path)
    before = read.sequence()
    report = harvest(tmp_path, organizations=[{**ORGANIZATIONS[0], "website": "https://example.org/neu"}])
    assert (report.published.assembled, report.published.joined, report.published.put) == (1, 2, 3)
    assert sorted(id for _, id, _ in read.since(before)) == sorted([ORG, id_of("tafel"), id_of("kleider")])
    assert read.entry(id_of("tafel")).provider.website == "https://example.org/neu"
    nested = msgspec.json.decode(read.hsds(id_of("tafel")))
    assert nested["organization"]["website"] == "https://example.org/neu"


def test_a_decision_about_an_organisation_assembles_one_cluster(tmp_path):
    harvest(tmp_path)
    value = "https://example.org/entschieden"
    door.decide(
        actor=EDITOR,
        source="musterstadt",
        key="verein",
        path="website",
        value=value,
        seen="https://example.org/",
        why="",
    )
    assert read.entry(id_of("kleider")).provider.website == value
    told = publish([ORG])
    assert (told.assembled, told.joined, told.put, told.dropped) == (1, 2, 0, 0)


def test_publishing_again_changes_nothing(tmp_path):
    harvest(tmp_path)
    before = dict(EntryRow.objects.values_list("pk", "body"))
    sequence = read.sequence()
    told = publish(before)
    assert (told.assembled, told.put, told.dropped) == (len(before), 0, 0)
    assert (dict(EntryRow.objects.values_list("pk", "body")), read.sequence()) == (before, sequence)


def test_entries_follow_when_the_organisation_they_refer_to_merges(tmp_path):
    harvest(tmp_path, "zuerst", [{"id": "x", "name": "Angebot", "organization": "Anderer Verein"}], [
        {"id": "org", "name": "Anderer Verein", "service_ids": ["x"]}
    ])  # fmt: skip
    harvest(tmp_path)
    first = id_of("org", "zuerst")
    door.judge(actor=EDITOR, left=first, right=ORG, verdict="same", why="umbenannt")
    assert read.entry(id_of("tafel")).provider.id == first
    assert [one.name for one in read.provider_services(first)] == ["Angebot", "Kleiderkammer", "Tafel Musterstadt"]
    door.judge(actor=EDITOR, left=first, right=ORG, verdict="not same", why="doch nicht")
    assert read.entry(id_of("tafel")).provider.id == ORG
    assert (work.stale(), work.unlike()) == (work.Work([], []), [])


def test_what_is_gone_keeps_its_address_and_is_no_longer_shown(tmp_path):
    harvest(tmp_path)
    before = read.sequence()
    harvest(tmp_path, services=SERVICES[:2])
    gone = id_of("frei")
    assert [(id, op) for _, id, op in read.since(before)] == [(gone, "drop")]
    assert (read.resolve_id(gone), read.entry(gone, states=("gone",)).name) == (gone, "Freie Beratung")
    harvest(tmp_path)
    assert read.entry(gone).name == "Freie Beratung"


def test_what_was_published_can_be_thrown_away_and_comes_back_the_same(tmp_path):
    harvest(tmp_path)
    before = dict(EntryRow.objects.values_list("pk", "body"))
    EntryRow.objects.all().delete()
    settle.settle()
    publish(work.stale().assemble)
    assert dict(EntryRow.objects.values_list("pk", "body")) == before


def test_whoever_adds_to_the_ledgers_while_others_publish_is_not_lost(tmp_path, monkeypatch):
    harvest(tmp_path)

    write, once = store.put, []

    def slow_put(batch):
        """Between assembling and writing, another process decides and publishes."""
        if not once:
            once.append(True)
            door.decide(
                actor=EDITOR, source="musterstadt", key="frei", path="name", value="Schneller", seen="Freie Beratung",
                why="",
            )  # fmt: skip
        return write(batch)

    monkeypatch.setattr(store, "put", slow_put)
    publish([id_of("frei")])
    assert read.entry(id_of("frei")).name == "Schneller"
