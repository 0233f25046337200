"""Several needs in one sentence take turns, and the surest begins; who helps others only stands back."""

from types import SimpleNamespace

from anlaufstelle.search import rank


class Answer:
    """What `mixed` reads of a `Scored`."""

    def __init__(self, key: str, need: str) -> None:
        self.key, self.card = key, SimpleNamespace(needs=(need,), implied={})


def turns(needs: list[tuple[str, float]], *found: tuple[str, str]) -> list[str]:
    listed = [Answer(key, need) for key, need in found]
    query = SimpleNamespace(needs=tuple(needs), named=frozenset(need for need, _ in needs), crisis=())
    return [one.key for one in rank.mixed(listed, query)]  # type: ignore[arg-type, attr-defined]


def test_a_topic_asked_for_beside_its_need_does_not_lose_the_need_s_place() -> None:
    """«suche Arbeit»: residence law was said less surely than job search, though before the topic of it."""
    needs = [("job-search", 0.99), ("residence-law", 0.71), ("work", 0.62)]
    found = [("agency", "job-search"), ("jobcentre", "work"), ("immigration", "residence-law")]
    assert turns(needs, *found) == ["agency", "immigration", "jobcentre"]


def test_two_needs_take_turns() -> None:
    found = [("debts", "debt-advice"), ("more debts", "debt-advice"), ("kita", "daycare")]
    assert turns([("debt-advice", 0.9), ("daycare", 0.8)], *found) == ["debts", "kita", "more debts"]


def test_a_line_for_everybody_stands_before_one_for_parents_when_a_line_is_asked_for() -> None:
    def for_others(situations: tuple[str, ...], asked: set[str], some: bool) -> bool:
        return rank._for_others(SimpleNamespace(situations=situations), asked, some)  # type: ignore[arg-type]

    assert for_others(("parents",), {"crisis-line"}, some=False)
    assert not for_others(("parents",), {"crisis-line", "parents"}, some=False)
    assert not for_others(("parents",), {"parenting-advice"}, some=True)
    assert not for_others((), {"crisis-line"}, some=False)
    assert not for_others(("parents", "everyone"), {"crisis-line"}, some=False)


def test_what_is_for_men_alone_waits_until_a_man_asks() -> None:
    """«мені ніде ночувати»: a mother may have said it."""

    def for_men(situations: tuple[str, ...], asked: set[str]) -> bool:
        return rank._for_men(SimpleNamespace(situations=situations), asked)  # type: ignore[arg-type]

    assert for_men(("homeless", "men"), {"emergency-shelter"})
    assert not for_men(("homeless", "men"), {"emergency-shelter", "men"})
    assert not for_men(("men",), {"mens-advice"})
    assert not for_men(("men", "women"), {"emergency-shelter"})
    assert not for_men(("homeless",), {"emergency-shelter"})
