"""Linking on the labelled pairs keeps what was reached: no wrong merge, and few questions that are none."""

import sys

import pytest

from anlaufstelle.resolve import probable

from ..shared import ROOT, shared

sys.path.insert(0, str(ROOT / "benchmarks"))

import linking  # what `make evaluate` measures with


@pytest.fixture(scope="module")
def found():
    shared("data/samples")
    return linking.records()


def test_the_set_is_what_it_says():
    labelled = linking.pairs()
    assert len(labelled) >= 600
    assert {one.label for one in labelled} == {"same", "different", "unsure"}
    assert len({frozenset((one.left, one.right)) for one in labelled}) == len(labelled)


def test_two_hundred_pairs_are_hard(found):
    """Another thing with the same address, telephone, mail, page or provider."""

    def share(one, other):
        doors = {at.key for at in one.streets if at.key} & {at.key for at in other.streets if at.key}
        provider = one.provider and other.provider and one.provider.key == other.provider.key
        return doors or one.phones & other.phones or (one.mail and one.mail == other.mail) or provider

    hard = [
        pair for pair in linking.pairs() if pair.label == "different" and share(found[pair.left], found[pair.right])
    ]
    assert len(hard) >= 200


@pytest.fixture(scope="module", params=["rules", "model"])
def verdict(request, found):
    if request.param == "rules":
        return linking.by_rules(found)
    if not probable.installed():
        pytest.skip("needs the extra `linking`")
    return linking.by_model(found)


@pytest.mark.parametrize("held", [False, True])
def test_nothing_wrong_is_merged_and_most_is_found(verdict, held):
    told = linking.measure([pair for pair in linking.pairs() if pair.held is held], verdict)
    assert told.wrong == 0
    assert told.merged_recall >= 0.80
    assert told.asked_recall >= 0.95
    assert told.asked_precision >= 0.90
