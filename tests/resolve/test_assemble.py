from msgspec.structs import replace

from anlaufstelle.record.received import Origin, SourceRef, Told
from anlaufstelle.resolve.assemble import assemble
from anlaufstelle.resolve.lines import Line, value_hash
from anlaufstelle.resolve.references import Reference

from ..making import context, received

HERE = context(musterstadt={"licence": "CC0-1.0"})


def line(number, verb, seen, on, value=None):
    return Line(
        number=number, verb=verb, source="musterstadt", key="one", path="name", value=value, seen=value_hash(seen),
        on=on,
    )  # fmt: skip


def entry(received, *lines):
    return assemble([received], lines, HERE).entry


def test_an_entry_names_its_evidence():
    one = received(source_url="https://example.org/", source_date="2024", first_seen="2026-03-01T10:00:00+00:00")
    assert entry(one).sources == (
        SourceRef(
            source="musterstadt", key="one", record_id=one.id, title="musterstadt", url="https://example.org/",
            date="2024", licence="CC0-1.0", received="2026-03-01",
        ),
    )  # fmt: skip


def test_checked_on_is_the_last_day_a_person_said_so_and_it_still_holds():
    verified, decided = line(1, "verify", "Alt", "2026-02-01"), line(2, "decide", "Alt", "2026-02-03", "Neu")
    assert entry(received(name="Alt")).checked_on is None
    assert entry(received(name="Alt"), verified).checked_on == "2026-02-01"
    assert entry(received(name="Alt"), verified, decided).checked_on == "2026-02-03"
    assert entry(received(name="Anders"), verified, decided).checked_on is None


def test_states():
    assert entry(received()).state == "published"
    assert entry(received(gone=True)).state == "gone"
    assert entry(received(name=None)).state == "withheld"


def test_references_that_lead_nowhere_are_remembered_but_not_shown():
    made = assemble([received(organization_id="org")], [], replace(HERE, entry_of=lambda _: None))
    assert made.references == (Reference("organization", "org", None),)
    assert made.entry.record.organization_id is None


def ref(source, key, **also):
    return SourceRef(source=source, key=key, record_id=f"{source}-{key}", **also)


def passed_on(*further, **also):
    return received(source="bei-nachbarn", origin=Origin("nachbar", "n1"), told=Told(sources=further), **also)


def test_whoever_else_speaks_for_it_at_a_neighbours_is_named_as_passed_on():
    one = passed_on(ref("land", "l1", url="https://example.org/l", licence="CC0-1.0", title="Land"))
    assert [(s.source, s.origin, s.url, s.record_id) for s in entry(one).sources] == [
        ("bei-nachbarn", Origin("nachbar", "n1"), None, one.id),
        ("bei-nachbarn", Origin("land", "l1"), "https://example.org/l", "land-l1"),
    ]


def test_who_is_heard_here_is_not_named_again_by_a_neighbour():
    own = received()
    back = ref("bei-musterstadt", "x", origin=Origin("musterstadt", "one"))
    made = assemble([own, passed_on(back, ref("land", "l1"), key="two")], [], HERE).entry
    assert [(s.source, s.key, s.origin) for s in made.sources] == [
        ("musterstadt", "one", None),
        ("bei-nachbarn", "two", Origin("nachbar", "n1")),
        ("bei-nachbarn", "two", Origin("land", "l1")),
    ]


def test_whom_a_neighbours_entry_serves_is_as_shown_there():
    assert entry(received()).home is None
    assert entry(received(told=Told())).home == ()
    assert entry(received(told=Told(areas=("05562020",)))).home == ("05562020",)
