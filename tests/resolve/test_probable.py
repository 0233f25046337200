import pytest

from anlaufstelle.resolve import probable
from anlaufstelle.resolve.link import rarity
from anlaufstelle.resolve.traits import traits
from anlaufstelle.resolve.weigh import Weighed, weigh

from ..making import phone, received


def tafel(key, source, order=0, name="Tafel Herten", number="+4923661111"):
    phones = (phone(received(key, source).id, number),)
    return traits(received(key, source, name=name, phones=phones, order=order))


def test_the_rules_keep_their_veto():
    one, other = tafel("x", "a", name="Josefschule"), tafel("y", "b", name="Josefschule (Spielplatz)")
    assert probable.judged(weigh(one, other, rarity([one, other])), 1.0).verdict != "same"
    assert probable.judged(Weighed(0.0, ()), 1.0).verdict == "apart"


def test_the_model_is_data_with_every_chance_filled_in():
    told = probable.model()
    for comparison in told["comparisons"]:
        for level in comparison["comparison_levels"]:
            assert level.get("is_null_level") or 0 < level["m_probability"] < 1


def test_both_ways_find_the_same_pair():
    pytest.importorskip("splink", reason="needs the extra `linking`")
    ours, theirs = tafel("x", "a"), tafel("y", "b", 1, "Tafel Herten e. V.")
    other = tafel("z", "b", 2, "Kleiderkammer Marl", "+4923662222")
    [link] = probable.candidates([ours, theirs, other])
    assert (link.left, link.right, link.verdict) == (ours.id, theirs.id, "same")
    assert link.reasons[0] == "gleicher Name (Tafel Herten) +0,45"
