from pathlib import Path

import pytest
import yaml

from anlaufstelle.vocabulary import needs
from anlaufstelle.vocabulary.needs_index import known_head, split_word
from anlaufstelle.vocabulary.needs_reading import pair

SENTENCES = yaml.safe_load(Path(__file__).with_name("needs_sentences.yml").read_text(encoding="utf-8"))
NOTHING = SENTENCES.pop("nothing")


def best(text: str, lang: str | None = None) -> str | None:
    found = needs.match(text, lang)
    return found[0].id if found else None


@pytest.mark.parametrize("lang", list(SENTENCES))
def test_lay_sentences(lang):
    wrong = {
        text: best(text, lang)
        for text, wanted in SENTENCES[lang].items()
        if best(text, lang) not in wanted.split(" | ")
    }
    assert len(wrong) <= 0.03 * len(SENTENCES[lang]) + 1, wrong


@pytest.mark.parametrize("text", NOTHING)
def test_nonsense_is_never_sure(text):
    assert [found.id for found in needs.match(text) if found.score >= needs.SURE] == []


def test_a_preferred_label_is_exact():
    found = needs.match("Schuldnerberatung")[0]
    assert (found.id, found.score, found.exact, found.span) == ("debt-advice", 1.0, True, (0, 17))


def test_debts_are_not_schools():
    assert "debt-advice" not in [found.id for found in needs.match("Schulen")]
    assert not {"school", "school-supplies"} & {found.id for found in needs.match("Schulden")}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Führerschein", "Fuehrerschein"),
        ("Führerschein", "Führerscheine"),
        ("Kita-Platz", "kita platz"),
        ("Kitaplatz", "kita platz"),
        ("wohngeld", "wonngeld"),
        ("Hebamme", "hebame"),
        ("Psychotherapie", "Psüchoterapi"),
        ("п'яний тато", "пʼяний тато"),
        ("Elektriğim kesildi", "elektrigim kesildi"),
        ("لا أستطيع دفع الإيجار", "لا استطيع دفع الايجار"),
    ],
)
def test_spellings_meet(left, right):
    assert best(left) == best(right)
    assert best(left)


def test_several_needs_in_one_sentence():
    found = needs.match("Wohnung gekündigt und Schulden beim Inkasso")
    assert {one.id for one in found if one.score >= needs.SURE} >= {"eviction", "debt-advice"}
    text = "my husband is beating me and I have debts"
    spans = {one.id: text[slice(*one.span)] for one in needs.match(text)}
    assert spans["debt-advice"] == "debts"


def test_without_is_heard():
    assert best("ohne Krankenversicherung zum Arzt") == "uninsured-care"
    assert best("Krankenversicherung") == "health-insurance"


def test_understood_words_are_never_shown():
    found = needs.match("Hilfe für Penner")[0]
    assert (found.id, found.label) == ("homelessness-help", "Hilfe bei Wohnungslosigkeit")


def test_situations_give_way_to_needs():
    assert best("Beratung für Frauen") == "womens-advice"
    assert best("Seniorinnen und Senioren") == "seniors"


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂", "\u202e\u200f", "' OR 1=1 --", "(((", "*:*", "a" * 10_000, "wort " * 2_000]
)
def test_odd_text_is_harmless(text):
    assert isinstance(needs.match(text), list)


def test_what_is_longer_than_any_word_is_not_cut_at_every_letter():
    known = {"x" * 50: [], "x" * 60: [], "beratung": []}
    assert split_word("x" * 50 + "beratung", known) == ("x" * 50, "beratung")
    assert split_word("x" * 60 + "beratung", known) is None
    assert known_head("x" * 50 + "beratung", known) == "beratung"
    assert known_head("x" * 60 + "beratung", known) is None


@pytest.mark.parametrize("forms", [["hebamme", ""], ["", "hebamme"], ["kita", "", "platz"]])
def test_a_small_word_that_was_taken_out_makes_no_pair(forms):
    shelf = needs.matcher()._index.shelf("de")
    assert pair(["kita", "platz"], 0, shelf) is not None
    assert [pair(forms, place, shelf) for place in range(len(forms))] == [None] * len(forms)
