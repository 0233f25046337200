from hypothesis import example, given
from hypothesis import strategies as st

from anlaufstelle.record.received import Origin
from anlaufstelle.resolve.judge import Conflict, Judgement, clusters
from anlaufstelle.resolve.link import Link

from ..making import holding

IDS = "abcdefg"


def test_alone_every_record_is_its_own_cluster():
    found = clusters([holding("a", order=2), holding("b", order=1)], [])
    assert found.members == {"b": ("b",), "a": ("a",)}


def test_the_earliest_received_gives_the_id():
    records = [holding("a", "x", 2), holding("b", "y", 1)]
    assert clusters(records, [Judgement("a", "b", "same", 1)]).of == {"b": "b", "a": "b"}


def test_a_later_line_about_a_pair_replaces_the_earlier():
    records = [holding("a", "x", 1), holding("b", "y", 2)]
    lines = [Judgement("a", "b", "same", 1), Judgement("b", "a", "unsure", 2)]
    assert clusters(records, lines).of == {"a": "a", "b": "b"}


def test_not_same_beats_a_chain_of_same_and_is_reported():
    records = [holding("a", "x", 1), holding("b", "y", 2), holding("c", "z", 3)]
    lines = [Judgement("a", "b", "same", 1), Judgement("b", "c", "same", 2), Judgement("a", "c", "not same", 3)]
    found = clusters(records, lines)
    assert found.of == {"a": "a", "b": "a", "c": "c"}
    assert found.conflicts == (Conflict("b", "c", "same, but a and c are judged not same"),)


def test_split_leaves_the_id_with_the_part_that_holds_it_and_joining_again_leads_back():
    records = [holding("a", "x", 1), holding("b", "y", 2), holding("c", "z", 3)]
    joined = [Judgement("a", "b", "same", 1), Judgement("b", "c", "same", 2)]
    assert clusters(records, joined).of == {"a": "a", "b": "a", "c": "a"}
    split = [*joined, Judgement("a", "b", "not same", 3)]
    assert clusters(records, split).of == {"a": "a", "b": "b", "c": "b"}
    assert clusters(records, [*split, Judgement("a", "b", "same", 4)]).of == {"a": "a", "b": "a", "c": "a"}


def test_an_echo_joins_its_origin():
    records = [holding("a", "home", 1), holding("b", "neighbour", 2, origin=Origin("home", "a"))]
    assert clusters(records, []).of == {"a": "a", "b": "a"}


def test_an_echo_received_before_its_origin_keeps_the_id():
    records = [holding("a", "home", 2), holding("b", "neighbour", 1, origin=Origin("home", "a"))]
    assert clusters(records, []).of == {"a": "b", "b": "b"}


def test_two_echoes_from_one_source_do_not_merge():
    records = [
        holding("a", "home", 1),
        holding("b", "neighbour", 2, origin=Origin("home", "a")),
        holding("c", "neighbour", 3, origin=Origin("home", "a")),
    ]
    found = clusters(records, [])
    assert found.of == {"a": "a", "b": "a", "c": "c"}
    assert [(one.left, one.right) for one in found.conflicts] == [("a", "c")]


def test_an_echo_that_a_person_is_unsure_about_stays_apart():
    records = [holding("a", "home", 1), holding("b", "neighbour", 2, origin=Origin("home", "a"))]
    assert clusters(records, [Judgement("a", "b", "unsure", 1)]).of == {"a": "a", "b": "b"}


def test_a_proposal_waits_for_a_person():
    records = [holding("a", "home", 1), holding("p", "proposal", 2, origin=Origin("home", "a"), publishes=False)]
    assert clusters(records, []).of == {"a": "a", "p": "p"}
    assert clusters(records, [Judgement("a", "p", "same", 1)]).of == {"a": "a", "p": "a"}


def sure(left, right, score=0.9, verdict="same"):
    return Link(left, right, score, (), verdict)


def test_a_sure_link_joins_and_a_question_does_not():
    records = [holding("a", "x", 1), holding("b", "y", 2), holding("c", "z", 3)]
    links = [sure("b", "a"), sure("c", "a", verdict="ask")]
    assert clusters(records, [], links).of == {"a": "a", "b": "a", "c": "c"}


def test_any_judgement_goes_before_a_link():
    records = [holding("a", "x", 1), holding("b", "y", 2)]
    for verdict in ("not same", "unsure"):
        assert clusters(records, [Judgement("a", "b", verdict, 1)], [sure("a", "b")]).of == {"a": "a", "b": "b"}


def test_links_make_no_chains():
    records = [holding("a", "x", 1), holding("b", "y", 2), holding("c", "z", 3)]
    chain = [sure("a", "b", 0.9), sure("b", "c", 0.8)]
    assert clusters(records, [], chain).of == {"a": "a", "b": "a", "c": "c"}
    assert clusters(records, [], [*chain, sure("a", "c", 0.7)]).of == {"a": "a", "b": "a", "c": "a"}


def test_of_two_links_to_one_source_the_better_counts():
    records = [holding("a", "x", 1), holding("b", "y", 2), holding("c", "y", 3)]
    assert clusters(records, [], [sure("a", "b", 0.7), sure("a", "c", 0.9)]).of == {"a": "a", "b": "b", "c": "a"}


def test_a_proposal_is_not_linked():
    records = [holding("a", "x", 1), holding("p", "proposal", 2, publishes=False)]
    assert clusters(records, [], [sure("a", "p")]).of == {"a": "a", "p": "p"}


judged = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.sampled_from(["same", "not same", "unsure"])).filter(
        lambda line: line[0] != line[1]
    ),
    max_size=25,
)
sourced = st.lists(st.sampled_from("xyz"), min_size=len(IDS), max_size=len(IDS))
born = st.lists(st.none() | st.sampled_from(IDS), min_size=len(IDS), max_size=len(IDS))


def _records(sources, origins):
    source_of = dict(zip(IDS, sources, strict=True))
    return [
        holding(id, source_of[id], order, origin=Origin(source_of[origin], origin) if origin else None)
        for order, (id, origin) in enumerate(zip(IDS, origins, strict=True))
    ]


def _latest(lines):
    return {frozenset(line[:2]): line[2] for line in lines}


@given(judged, sourced, born)
def test_not_same_always_holds(lines, sources, origins):
    found = clusters(_records(sources, origins), [Judgement(*line, n) for n, line in enumerate(lines)])
    for pair, verdict in _latest(lines).items():
        left, right = pair
        if verdict == "not same":
            assert found.of[left] != found.of[right]
        elif verdict == "same" and found.of[left] != found.of[right]:
            assert {left, right} in [{one.left, one.right} for one in found.conflicts]


@given(judged, sourced, born)
def test_clusters_part_the_records_and_are_named_by_the_earliest(lines, sources, origins):
    found = clusters(_records(sources, origins), [Judgement(*line, n) for n, line in enumerate(lines)])
    assert sorted(id for group in found.members.values() for id in group) == sorted(IDS)
    assert all(id == group[0] == min(group) for id, group in found.members.items())


@given(sourced, born)
def test_nothing_automatic_merges_two_records_of_one_source(sources, origins):
    records = _records(sources, origins)
    source_of = {record.id: record.source for record in records}
    for group in clusters(records, []).members.values():
        assert len({source_of[id] for id in group}) == len(group)


@given(judged, sourced, born)
def test_the_order_of_records_does_not_matter(lines, sources, origins):
    judgements = [Judgement(*line, n) for n, line in enumerate(lines)]
    records = _records(sources, origins)
    assert clusters(records[::-1], judgements[::-1]).members == clusters(records, judgements).members


likely = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.floats(0.6, 1.0)).filter(lambda one: one[0] != one[1]),
    max_size=20,
).map(lambda listed: [sure(*one) for one in listed])


@given(sourced, born, likely)
def test_links_never_merge_two_records_of_one_source(sources, origins, links):
    records = _records(sources, origins)
    source_of = {record.id: record.source for record in records}
    for group in clusters(records, [], links).members.values():
        assert len({source_of[id] for id in group}) == len(group)


@given(judged, sourced, likely)
def test_links_change_nothing_that_people_said(lines, sources, links):
    records = _records(sources, [None] * len(IDS))
    judgements = [Judgement(*line, n) for n, line in enumerate(lines)]
    by_people, found = clusters(records, judgements), clusters(records, judgements, links)
    for group in by_people.members.values():
        assert len({found.of[id] for id in group}) == 1
    for pair, verdict in _latest(lines).items():
        left, right = pair
        if verdict == "not same":
            assert found.of[left] != found.of[right]


@example([("c", "b", "same"), ("a", "b", "same"), ("a", "c", "not same")], ["x"] * len(IDS), [])
@given(judged, sourced, likely)
def test_splitting_and_joining_again_gives_the_same_clusters(lines, sources, links):
    records = _records(sources, [None] * len(IDS))
    judgements = [Judgement(*line, n) for n, line in enumerate(lines)]
    before = clusters(records, judgements, links)
    for group in before.members.values():
        judged_already = {frozenset((one.left, one.right)) for one in judgements}  # their line would lose its place
        if len(group) > 1 and frozenset(group[:2]) not in judged_already:
            split = [*judgements, Judgement(group[0], group[1], "not same", 100)]
            apart = clusters(records, split, links)
            assert apart.of[group[0]] != apart.of[group[1]]
            again = clusters(records, [*split, Judgement(group[0], group[1], "same", 101)], links)
            assert again.of[group[0]] == again.of[group[1]] == group[0]
