import pytest

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import EntryRow, NightStage, Run, SourceRecord
from anlaufstelle.errors import BadQuery
from anlaufstelle.gather.run import record_hash
from anlaufstelle.pipeline import intake, night
from anlaufstelle.search import index

from ..making import received
from .town import SERVICES, changed, harvest, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)


def counts(report):
    [one] = report.gathered
    return one.new, one.changed, one.unchanged, one.gone


def test_a_second_night_finds_nothing_to_do(tmp_path, home):
    assert harvest(tmp_path).published.assembled == EntryRow.objects.count()
    again = harvest(tmp_path)
    assert counts(again)[0::3] == (0, 0)
    assert counts(again)[1] == 0
    assert (again.published.assembled, again.published.joined, again.expanded, again.indexed) == (0, 0, 0, 0)
    assert index.exists(home)


def test_only_what_changed_is_assembled(tmp_path):
    harvest(tmp_path)
    report = harvest(tmp_path, services=changed("frei", name="Anders"))
    assert counts(report)[1] == 1
    assert (report.published.assembled, report.published.put) == (1, 1)


def test_stages_can_be_started_from_the_middle(tmp_path):
    night.night([sheet(tmp_path)], from_stage="gather")
    intake.gather_source(sheet(tmp_path, services=changed("frei", name="Anders")))
    assert read.entry(id_of("frei")).name == "Freie Beratung"
    assert night.night([], from_stage="resolve").published.assembled == 1
    assert read.entry(id_of("frei")).name == "Anders"
    assert NightStage.objects.filter(finished_at__isnull=False).count() == len(night.STAGES)
    with pytest.raises(BadQuery):
        night.night([], from_stage="lunch")


def test_a_broken_source_keeps_what_it_had_and_holds_nobody_up(tmp_path):
    harvest(tmp_path)
    broken = sheet(tmp_path, services=SERVICES[:1], expect={"max_gone": 0.1})
    other = sheet(tmp_path, "nachbar", [{"id": "n", "name": "Nachbarin"}], [])
    report = night.night([broken, other])
    assert (report.exit_status(), list(report.failed)) == (1, ["musterstadt"])
    assert [read.entry(id_of(key)).name for key in ("tafel", "frei")] == ["Tafel Musterstadt", "Freie Beratung"]
    assert read.entry(id_of("n", "nachbar")).name == "Nachbarin"


def test_what_is_staged_does_not_count_before_its_seal(tmp_path):
    harvest(tmp_path)
    number, _ = intake.stage_source(sheet(tmp_path, services=changed("frei", name="Anders")))
    night.night([], from_stage="resolve")
    assert read.entry(id_of("frei")).name == "Freie Beratung"
    store.seal(number)
    night.night([], from_stage="resolve")
    assert read.entry(id_of("frei")).name == "Anders"


def test_leftovers_never_count_and_the_next_run_removes_them(tmp_path):
    harvest(tmp_path)
    number = store.open_run("musterstadt", who="killed", whole=True)
    left = received("frei", name="Halb gelesen")
    store.stage(number, [(left, record_hash(left))])
    harvest(tmp_path)
    assert read.entry(id_of("frei")).name == "Freie Beratung"
    assert (Run.objects.filter(sealed_at=None).count(), SourceRecord.objects.filter(run=number).count()) == (0, 0)


def test_a_dry_run_writes_nothing(tmp_path):
    report = intake.gather_source(sheet(tmp_path), dry_run=True)
    assert (report.new > 0, Run.objects.count(), SourceRecord.objects.count()) == (True, 0, 0)


def test_progress_adds_up_to_the_rows(tmp_path):
    told = []
    intake.gather_source(sheet(tmp_path), progress=told.append)
    assert sum(told) == 4
