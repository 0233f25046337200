"""What is read out of an entry's own words, alone and among many."""

from anlaufstelle.search.implied import _texts, briefly, implied_needs

from .entries import entry, town


def test_among_many_an_entry_says_what_it_says_alone() -> None:
    entries = town()
    assert briefly(entries) == [implied_needs(one) for one in entries]
    assert briefly(entries * 3) == briefly(entries) * 3


def test_clauses_end_at_signs_and_at_words_between_blanks() -> None:
    text = "Kurse, Essen und\nTrinken \n und Beratung (auch Hund oder\tKatze)\nund Stunden.. Sowie sowie Rat"
    said = [clause for clause, _ in _texts(entry("a", "Treff", text))]
    assert said == ["Treff", "Kurse", "Essen", "Trinken", "Beratung", "auch Hund", "Katze", "und Stunden", "Sowie"]


def test_what_it_is_filed_under_is_not_told_again() -> None:
    filed = entry("a", "Schuldnerberatung", needs=("debt-advice",))
    unfiled = entry("b", "Schuldnerberatung")
    told = briefly([filed, unfiled])
    assert ["debt-advice" in one for one in told] == [False, True]


def test_each_is_read_in_its_own_language() -> None:
    german = entry("a", "Schuldnerberatung")
    turkish = entry("b", "Borç danışmanlığı", service={"language": "tr"})
    assert [list(one) for one in briefly([turkish, german])] == [["debt-advice"], ["debt-advice"]]
