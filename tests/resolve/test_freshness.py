from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.entry import Entry, Provenance
from anlaufstelle.record.model import Service
from anlaufstelle.resolve import freshness
from anlaufstelle.resolve.freshness import DOUBTS, FADING, PERSONS, SAYS, Event, of_field

TODAY = date(2026, 3, 2)
KINDS = st.sampled_from(list(FADING))
DAYS = st.integers(0, 900).map(lambda days: TODAY - timedelta(days=days))
SAID = st.builds(Event, DAYS, st.sampled_from(list(SAYS)))
ANY = st.builds(Event, DAYS, st.sampled_from([*SAYS, *DOUBTS]))


def ago(days: int, word: str = "editor") -> Event:
    return Event(TODAY - timedelta(days=days), word)


@given(KINDS, st.lists(ANY, max_size=6), st.integers(0, 800))
def test_time_alone_never_raises_confidence(kind, events, later):
    assert of_field(kind, events, TODAY + timedelta(days=later)).confidence <= of_field(kind, events, TODAY).confidence


@given(KINDS, st.lists(ANY, max_size=6), SAID)
def test_a_good_word_never_lowers_confidence(kind, events, said):
    assert of_field(kind, [*events, said], TODAY).confidence >= of_field(kind, events, TODAY).confidence


@given(KINDS, st.lists(ANY, max_size=6), st.sampled_from(sorted(DOUBTS)), DAYS)
def test_a_doubt_never_raises_confidence(kind, events, doubt, on):
    assert of_field(kind, [*events, Event(on, doubt)], TODAY).confidence <= of_field(kind, events, TODAY).confidence


@given(KINDS, st.lists(ANY, max_size=6), st.sampled_from(sorted(PERSONS)))
def test_whoever_looked_today_settles_it(kind, events, person):
    heard = [one for one in events if one.on < TODAY]
    told = of_field(kind, [*heard, Event(TODAY, person)], TODAY)
    assert (told.confidence, told.state, told.confirmed, told.doubted) == (1.0, "fresh", TODAY, False)


@given(KINDS, st.lists(ANY, max_size=6), st.randoms())
def test_the_order_in_which_it_was_heard_does_not_matter(kind, events, random):
    mixed = random.sample(events, len(events))
    assert of_field(kind, mixed, TODAY).confidence == pytest.approx(of_field(kind, events, TODAY).confidence)


@pytest.mark.parametrize("kind", FADING)
def test_a_confirmation_counts_half_after_the_half_life_and_each_life_has_its_reason(kind):
    days = FADING[kind].half_life
    assert of_field(kind, [ago(days)], TODAY).confidence == pytest.approx(0.5)
    assert of_field(kind, [ago(2 * days + 1)], TODAY).state == "stale"
    assert FADING[kind].why


def test_the_strictest_fades_first_and_addresses_last():
    days = [FADING[kind].half_life for kind in ("crisis", "hours", "phone", "address")]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], "stale"),
        ([ago(12)], "fresh"),
        ([ago(1, "run")], "ask"),
        ([ago(12), ago(3, "visitor-no")], "ask"),
        ([ago(12), ago(3, "visitor-no"), ago(2, "visitor-no"), ago(1, "visitor-no")], "stale"),
        ([ago(12), ago(3, "visitor-no"), ago(1, "call")], "fresh"),
        ([ago(12), ago(1, "dead-link")], "fresh"),
    ],
)
def test_hours(events, state):
    assert of_field("hours", events, TODAY).state == state


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("schedules", "hours"),
        ("service_at_locations[a].schedules[b].opening_hours", "hours"),
        ("service_at_locations", "address"),
        ("happening.rrule", "hours"),
        ("phones[x].number", "phone"),
        ("email", "phone"),
        ("url", "web"),
        ("fees_description", "cost"),
        ("addresses[a].city", "address"),
        ("description[uk]", "offer"),
    ],
)
def test_a_path_has_its_kind(path, kind):
    assert freshness.kind_of(path) == kind
    assert freshness.kind_of(path, crisis=True) == ("crisis" if kind in ("hours", "phone") else kind)


@pytest.mark.parametrize(
    ("stated", "day"),
    [("2018", date(2018, 7, 15)), ("2025-10", date(2025, 10, 15)), ("2026-03-01", TODAY - timedelta(1)), ("", None),
     ("bald", None), ("2026-13", None)],
)  # fmt: skip
def test_a_reduced_date_counts_from_its_middle(stated, day):
    assert freshness.day_of(stated) == day


def test_an_entry_tells_per_field_who_stood_for_it_and_a_review_counts_for_nobody():
    told = {
        "phones": Provenance(record_id="r", date="2026-02-20", state="verified", line=1),
        "schedules": Provenance(record_id="r", date="2018"),
        "fees_description": Provenance(record_id="r", date="2026-02-20", state="review", line=2),
    }
    entry = Entry(id="e", record=Service(id="e", name="Musterhilfe"), provenance=told)
    found = freshness.of_entry(entry, {"phone": [ago(1, "bounce")]}, TODAY)
    assert {kind: (one.state, one.confirmed, one.doubted) for kind, one in found.items()} == {
        "hours": ("stale", None, False),
        "cost": ("stale", None, False),
        "phone": ("ask", date(2026, 2, 20), True),
    }


@pytest.mark.parametrize(("days", "crisis", "is_marked"), [(89, True, False), (90, True, True), (364, False, False)])
def test_the_mark(days, crisis, is_marked):
    assert freshness.marked(TODAY - timedelta(days), TODAY, crisis=crisis) == is_marked
    assert freshness.marked(None, TODAY, crisis=crisis)


@pytest.mark.parametrize(
    ("age", "crisis", "share"), [(89, True, 0), (90, True, 90 / 2190), (364, False, 0), (9999, False, 1)]
)
def test_what_is_old_stands_back_and_help_in_a_crisis_sooner(age, crisis, share):
    assert freshness.rank_share(age, crisis=crisis) == share
