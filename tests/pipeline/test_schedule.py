"""Which sources a night reads, and what is remembered of each try."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Attempt, Run
from anlaufstelle.pipeline import night, schedule

from .town import SERVICES, sheet

pytestmark = pytest.mark.django_db(transaction=True)


def rest(sources):
    """As if the last night had been yesterday, and the files older than that."""
    yesterday = timezone.now() - timedelta(days=1)
    Run.objects.update(sealed_at=yesterday)
    old = yesterday.timestamp() - 3600
    for file in sources.rglob("*"):
        os.utime(file, (old, old))


def read_ids(report):
    return [one.source for one in report.gathered]


def test_a_source_is_read_when_its_rhythm_says_so(tmp_path):
    daily, weekly = sheet(tmp_path, "a", rhythm="daily"), sheet(tmp_path, "b", SERVICES[2:], [], rhythm="weekly")
    assert read_ids(night.night([daily, weekly])) == ["a", "b"]
    rest(tmp_path)
    report = night.night([daily, weekly])
    assert (read_ids(report), report.resting) == (["a"], ["b"])
    assert "not due: b" in report.lines()
    assert read_ids(night.night([daily, weekly], force={"b"})) == ["b"]
    assert read_ids(night.night([daily, weekly], force=schedule.EVERYTHING)) == ["a", "b"]


def test_a_changed_file_is_read_whatever_the_rhythm(tmp_path):
    night.night([sheet(tmp_path, "a", rhythm="once")])
    rest(tmp_path)
    assert read_ids(night.night([sheet(tmp_path, "a", SERVICES[1:], rhythm="once")])) == ["a"]


def test_a_rhythm_nobody_understands_is_told_and_read_every_night(tmp_path):
    odd = sheet(tmp_path, "a", rhythm="wenn Zeit ist")
    night.night([odd])
    rest(tmp_path)
    report = night.night([odd])
    assert (read_ids(report), "wenn Zeit ist" in report.notes[0]) == (["a"], True)


def test_a_broken_sheet_holds_up_no_other(tmp_path):
    sheet(tmp_path, "gut")
    (tmp_path / "kaputt").mkdir()
    (tmp_path / "kaputt" / "kaputt.yml").write_text("id: [", encoding="utf-8")
    found = schedule.of(tmp_path)
    report = night.night(found.sheets, broken=found.broken)
    assert (read_ids(report), list(report.failed), report.exit_status()) == (["gut"], ["kaputt/kaputt.yml"], 2)
    assert [(one.id, one.tries[-1].status) for one in read.trends()] == [("kaputt/kaputt.yml", 2), ("gut", 0)]


def test_a_try_is_remembered_with_its_figures(tmp_path):
    night.night([sheet(tmp_path)])
    [trend] = read.trends()
    [tried] = trend.tries
    assert (trend.title, tried.status, tried.new, tried.changed, tried.gone) == ("Liste musterstadt", 0, 6, 0, 0)
    assert (tried.records, tried.day, trend.failing) == (6, timezone.localdate(), None)


def failed(nights):
    today = timezone.localdate()
    for ago in range(nights, 0, -1):
        Attempt.objects.create(
            source="musterstadt", day=today - timedelta(days=ago), at=timezone.now() - timedelta(days=ago),
            seconds=1, status=2, why="Die Adresse antwortet nicht.",
        )  # fmt: skip


@pytest.mark.parametrize(("before", "letters"), [(3, 0), (4, 1), (20, 0)])
def test_a_letter_waits_for_the_editor_after_five_failing_nights(tmp_path, home, before, letters):
    good = sheet(tmp_path, contact="redaktion@example.org")
    night.night([good])
    Attempt.objects.update(day=timezone.localdate() - timedelta(days=40), at=timezone.now() - timedelta(days=40))
    failed(before)
    small = sheet(tmp_path, services=SERVICES[:1], organizations=[], expect={"max_gone": 0.1}, contact=good.contact)
    reports = [night.night([small]), night.night([small])]
    told = ["redaktion@example.org" in line for report in reports for line in report.failing]
    assert told == ([] if before < 4 else [True, True])
    written = list((home / "outbox").glob("*.txt"))
    assert [f"in {before + 1} Nächten" in one.read_text(encoding="utf-8") for one in written] == [True] * letters


def test_a_good_night_ends_the_row(tmp_path):
    failed(9)
    night.night([sheet(tmp_path)])
    assert [(one.failing, len(one.tries)) for one in read.trends()] == [(None, 10)]
