from anlaufstelle.resolve.link import Link, candidates

from ..making import phone, received


def test_a_shared_name_is_a_candidate_and_says_so():
    left, right = received("a", "x", name="Tafel Musterstadt"), received("b", "y", name="TAFEL Musterstadt", order=1)
    assert candidates([left, right]) == [Link(left.id, right.id, 0.5, ("name: tafel musterstadt",))]


def test_two_records_of_one_source_are_none():
    assert candidates([received("a", name="Tafel"), received("b", name="Tafel")]) == []


def test_a_shared_switchboard_alone_is_none():
    left = received("a", "x", phones=(phone(received("a", "x").id),))
    right = received("b", "y", phones=(phone(received("b", "y").id),))
    assert candidates([left, right]) == []


def test_several_weak_reasons_add_up():
    shared = {"email": "info@example.org", "url": "https://www.example.org/"}
    left, right = received("a", "x", **shared), received("b", "y", order=1, **shared)
    assert candidates([left, right]) == [Link(left.id, right.id, 0.5, ("email: info@example.org", "web: example.org"))]


def test_gone_records_and_other_kinds_are_none():
    gone = received("b", "y", name="Tafel", gone=True)
    other = received("c", "z", kind="organization", name="Tafel")
    assert candidates([received("a", "x", name="Tafel"), gone, other]) == []
