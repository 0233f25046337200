from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.paths import KNOWN_NONE
from anlaufstelle.resolve.decided import _spoken, spoken
from anlaufstelle.resolve.lines import Line, value_hash

from ..making import phone, received


def line(number, verb, path, value=None, seen=None):
    hashed = value_hash(seen)
    return Line(number=number, verb=verb, source="", key="", path=path, value=value, seen=hashed, on="2026-03-01")


def test_a_decision_stands_above_what_is_stated():
    one = spoken(received(name="Alt"), [line(1, "decide", "name", "Neu", "Alt")])
    assert (one.record.name, one.marks["name"].state) == ("Neu", "decided")


def test_it_holds_and_goes_to_review_when_the_source_changes():
    one = spoken(received(name="Ganz anders"), [line(1, "decide", "name", "Neu", "Alt")])
    assert (one.record.name, one.marks["name"].state) == ("Neu", "review")


def test_a_verification_lapses_when_the_value_changes():
    verified = line(1, "verify", "name", seen="Alt")
    assert spoken(received(name="Alt"), [verified]).marks["name"].state == "verified"
    assert spoken(received(name="Neu"), [verified]).marks == {}


def test_what_was_verified_is_what_stood_there_decided_or_not():
    lines = [line(1, "decide", "name", "Neu", "Alt"), line(2, "verify", "name", seen="Neu")]
    assert spoken(received(name="Alt"), lines).marks["name"].state == "verified"
    assert spoken(received(name="Alt"), lines[1:]).marks == {}


def test_a_verification_does_not_hush_a_review():
    lines = [line(1, "decide", "name", "Neu", "Alt"), line(2, "verify", "name", seen="Neu")]
    assert spoken(received(name="Anders"), lines).marks["name"].state == "review"


def test_the_later_decision_about_a_path_counts_and_covers_what_lies_below():
    base = received()
    own = phone(base.id, "+492366111")
    stated = received(phones=(own,))
    number = f"phones[{own.id}].number"
    lines = [line(1, "decide", number, "+492366222", own.number), line(2, "decide", "phones", [], (own,))]
    one = spoken(stated, lines)
    assert one.record.phones == ()
    assert list(one.marks) == ["phones"]
    assert one.mark(number).line == 2


def test_a_decision_about_a_part_that_is_gone_goes_to_review():
    one = spoken(received(), [line(1, "decide", "phones[x].number", "+492366222", "+492366111")])
    assert (one.record.phones, one.marks["phones[x].number"].state) == ((), "review")


def test_known_to_have_none_can_be_decided():
    one = spoken(received(email="a@example.org"), [line(1, "decide", "email", {"known_none": True}, "a@example.org")])
    assert (one.record.email, one.record.known_none) == (None, ("email",))
    later = spoken(one.received, [line(1, "decide", "email", {"known_none": True}, KNOWN_NONE)])
    assert later.marks["email"].state == "review"


def test_a_translation_can_be_decided():
    one = spoken(received(), [line(1, "decide", "description[uk]", {"text": "Привіт"}, None)])
    assert [(text.language, text.text) for text in one.record.translations] == [("uk", "Привіт")]


BASE = received(name="Alt", email="a@example.org", description="Text", phones=(phone(received().id, "+492366111"),))
PART = f"phones[{BASE.record.phones[0].id}]"
SAID = {
    "email": ["b@example.org", None, {"known_none": True}],
    "description": ["Text", "Neuer Text", None],
    "description[uk]": ["Текст", "Новий текст", None],
    f"{PART}.number": ["+492366222", "+492366333", None],
    f"{PART}.languages": [["de"], ["de", "uk"], "no list"],
    PART: [None, {"id": BASE.record.phones[0].id, "number": "+492366444"}],
    "phones": [[], [{"id": BASE.record.phones[0].id, "number": "+492366555"}]],
}


ONE = st.sampled_from([(path, value) for path, values in SAID.items() for value in values])


@given(st.lists(ONE))
def test_what_was_decided_again_changes_nothing_by_having_been_decided_before(said):
    lines = tuple(line(number, "decide", path, value) for number, (path, value) in enumerate(said, 1))
    assert spoken(BASE, lines) == _spoken(BASE, lines)
