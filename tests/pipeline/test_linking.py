import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Candidate, Linked, Member
from anlaufstelle.gather import source
from anlaufstelle.pipeline import door, linking, night
from anlaufstelle.resolve import names

from .town import EDITOR, TOWN, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)

OURS = [{"id": "tafel", "name": "Tafel Herten", "phone": "02366 111111", "city": "Herten"}]
THEIRS = [
    {"id": "t", "name": "Tafel Herten e. V.", "phone": "02366 111111", "city": "Herten", "email": "tafel@example.org"},
    {"id": "u", "name": "Kleiderkammer Herten", "phone": "02366 111111", "city": "Herten"},
]
HERE, THERE = id_of("tafel"), id_of("t", "nachbar")


def two(folder, theirs=THEIRS, ours=OURS):
    return night.night([sheet(folder, "musterstadt", ours, []), sheet(folder, "nachbar", theirs, [])])


def members(id):
    return sorted(Member.objects.filter(entry_id=Member.objects.get(pk=id).entry_id).values_list("pk", flat=True))


def test_what_two_sources_say_of_one_thing_is_one_entry(tmp_path):
    two(tmp_path)
    assert members(HERE) == sorted([HERE, THERE])
    entry = read.entry(HERE)
    assert (entry.record.email, [one.source for one in entry.sources]) == (
        "tafel@example.org",
        ["musterstadt", "nachbar"],
    )
    assert read.resolve_id(THERE) == HERE
    assert read.entry(id_of("u", "nachbar")).name == "Kleiderkammer Herten"


def test_one_source_alone_is_compared_with_nothing(tmp_path):
    night.night([sheet(tmp_path, "musterstadt", [*OURS, {**OURS[0], "id": "again"}], [])])
    assert (Candidate.objects.count(), Linked.objects.count()) == (0, 0)
    assert read.entry(id_of("again")).name == "Tafel Herten"


def test_two_records_of_one_source_never_become_one(tmp_path):
    two(tmp_path, theirs=[THEIRS[0], {**THEIRS[0], "id": "twin", "name": "Tafel Herten"}])
    assert members(HERE) == [HERE]
    asked = read.open_candidates(kind="service")
    assert [(one.left.key, one.right.key) for one in asked] == [("tafel", "t"), ("tafel", "twin")]
    assert asked[0].reasons[0] == "gleicher Name, den viele tragen (Tafel Herten) +0,25"


def test_only_what_changed_is_compared_again(tmp_path):
    two(tmp_path)
    assert linking.link() == 0
    before = Linked.objects.get(pk=id_of("u", "nachbar")).mark
    two(tmp_path, theirs=[THEIRS[0], {**THEIRS[1], "name": "Kleiderstube Herten"}])
    assert Linked.objects.get(pk=id_of("u", "nachbar")).mark != before
    assert (linking.link(), members(HERE)) == (0, sorted([HERE, THERE]))


def test_a_night_that_was_interrupted_compares_again(tmp_path):
    two(tmp_path)
    Linked.objects.all().delete()
    assert linking.link() == 6  # three services and their places
    assert members(HERE) == sorted([HERE, THERE])


def test_a_person_goes_before_the_rules_and_every_address_leads_on(tmp_path):
    two(tmp_path)
    door.judge(actor=EDITOR, left=HERE, right=THERE, verdict="not same", why="andere Ausgabe")
    assert (members(HERE), members(THERE)) == ([HERE], [THERE])
    assert read.resolve_id(THERE) == THERE
    two(tmp_path)
    assert members(HERE) == [HERE]
    assert read.open_candidates(kind="service") == []
    door.judge(actor=EDITOR, left=HERE, right=THERE, verdict="same", why="doch dieselbe")
    assert (members(HERE), read.resolve_id(THERE)) == (sorted([HERE, THERE]), HERE)


def test_a_record_that_changed_into_another_thing_stands_by_itself_again(tmp_path):
    two(tmp_path)
    two(tmp_path, theirs=[{**THEIRS[0], "name": "Spielplatz", "phone": "02366 999999"}, THEIRS[1]])
    assert (members(HERE), members(THERE)) == ([HERE], [THERE])
    assert read.entry(THERE).name == "Spielplatz"


def test_what_is_gone_at_one_source_still_leads_to_the_entry(tmp_path):
    two(tmp_path)
    two(tmp_path, theirs=THEIRS[1:])
    assert read.resolve_id(THERE) == HERE
    assert read.entry(HERE).record.email is None


def test_a_hand_in_does_not_undo_a_link(tmp_path):
    two(tmp_path)
    door.verify(actor=EDITOR, source="musterstadt", key="tafel", path="name", seen="Tafel Herten")
    door.judge(actor=EDITOR, left=HERE, right=id_of("u", "nachbar"), verdict="not same", why="Kleider")
    assert members(HERE) == sorted([HERE, THERE])


def test_mended_word_lists_compare_everything_again(tmp_path, monkeypatch):
    two(tmp_path)
    monkeypatch.setattr(names, "lists_hash", lambda: "mended")
    assert linking.link() == Linked.objects.count()
    assert linking.link() == 0


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260901T000000Z
SUMMARY:{name}
DTSTART;TZID=Europe/Berlin:{start}
DURATION:PT2H
RRULE:FREQ=MONTHLY;BYDAY=1TH
LOCATION:Musterhaus\\, Musterweg 1\\, 45699 Herten
{more}END:VEVENT
END:VCALENDAR
"""


def calendar(folder, id, **told):
    (folder / f"{id}.ics").write_text(CALENDAR.format(**told).replace("\n", "\r\n"), encoding="utf-8")
    path = folder / f"{id}.yml"
    path.write_text(f'id: {id}\ntitle: {id}\nformat: ical\nfile: {id}.ics\narea: ["{TOWN}"]\n', encoding="utf-8")
    return source.load(path)


def test_a_date_that_two_calendars_tell_is_one_in_ours(tmp_path):
    """The one has the series since September, the other since October, and only the other one has a page about it."""
    town = calendar(tmp_path, "stadt", uid="a", name="Sprachcafé", start="20260903T170000", more="")
    club = calendar(
        tmp_path,
        "verein",
        uid="b",
        name="Sprachcafé",
        start="20261001T170000",
        more="URL:https://verein.example.org/\n",
    )
    night.night([town, club])
    assert members(id_of("a", "stadt")) == sorted([id_of("a", "stadt"), id_of("b", "verein")])
    assert [one.source for one in read.entry(id_of("a", "stadt")).sources] == ["stadt", "verein"]
    assert read.entry(id_of("a", "stadt")).record.url == "https://verein.example.org/"
