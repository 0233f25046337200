"""Needs by meaning: every label has its vector, sentences no label says are heard, and strange ones are turned away."""

from collections import Counter
from pathlib import Path

import pytest

from anlaufstelle.search import label_meaning
from anlaufstelle.search.meaning import SIZE
from anlaufstelle.vocabulary import needs, words


@pytest.fixture
def meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")


def first(text: str, said: dict[str, float] | None = None) -> str | None:
    heard = label_meaning.heard(text, said or {}, (), 6)
    return heard.needs[0][0] if heard.needs else None


def test_few_labels_lack_their_vector() -> None:
    kept = label_meaning.load_file()
    assert kept is not None
    known = set(kept.written.tolist())
    missing = [text for _, text in label_meaning.spoken() if label_meaning.hashed(text) not in known]
    assert missing[label_meaning.MOST_NEW :] == [], "run tools/label_vectors.py"


def test_no_vector_is_of_another_reading() -> None:
    """What the encoder reads is asked when the vectors are made, and not again."""
    kept = label_meaning.load_file()
    assert kept is not None
    texts = {label_meaning.hashed(text): text for _, text in label_meaning.spoken()}
    of = dict(zip(kept.written.tolist(), kept.of.tolist(), strict=True))
    keys = kept.keys.tolist()
    stale = [text for made, text in texts.items() if made in of and keys[of[made]] != label_meaning.key(text)]
    assert stale == [], "run tools/label_vectors.py"


def test_every_need_has_its_line() -> None:
    kept = label_meaning.load_file()
    assert kept is not None
    assert {*kept.lines.concepts, label_meaning.ELSEWHERE} == {concept for concept, _ in label_meaning.spoken()}
    assert kept.lines.weights.shape == (SIZE + 1, len(kept.lines.concepts) + 1)


@pytest.mark.parametrize("file", sorted(label_meaning.SENTENCES.glob("*.yml")), ids=lambda file: file.stem)
def test_heard_sentences_are_the_same_as_json_and_as_yaml(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert label_meaning._yaml(file) == label_meaning._any_yaml(text)


def test_any_other_yaml_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "de.yml"
    file.write_text("# my own\ndebt-advice:\n  - Zettel vom Amt\nfood: [kein Brot, 'nix da']\n", encoding="utf-8")
    assert label_meaning._yaml(file) == {"debt-advice": ["Zettel vom Amt"], "food": ["kein Brot", "nix da"]}
    file.write_text("food: [kein Brot]\n", encoding="utf-8")
    assert label_meaning._yaml(file) == {"food": ["kein Brot"]}
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert label_meaning._yaml(file) == {}


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("bei mir war der gerichtsvollzieher", "debt-advice"),
        ("iş arıyorum yardım lazım", "job-search"),
        ("не могу выплатить кредиты", "debt-advice"),
    ],
)
def test_what_no_label_says_is_heard(text: str, need: str) -> None:
    near = label_meaning.nearness((text,))
    near.pop(label_meaning.ELSEWHERE)
    assert max(near, key=lambda one: near[one]) == need


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize("text", ["weather tomorrow", "Pizza bestellen", "book a flight to Spain", "سعر الذهب اليوم"])
def test_what_no_service_is_for_is_outside(text: str) -> None:
    heard = label_meaning.heard(text, {}, (), 6)
    assert heard.outside > 0
    assert [need for need, sure in heard.needs if sure >= 0.42] == []


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("beim autofahren denk ich oft einfach gegen den baum", True),
        ("manchmal will ich einfach nicht mehr da sein", True),
        ("ich suche eine Arbeit als Koch", False),
        ("Kuchen backen ohne Mehl", False),
    ],
)
def test_danger_is_told_though_no_need_is_sure(text: str, told: bool) -> None:
    heard = label_meaning.heard(text, {}, (), 6)
    assert (heard.danger in needs.load().crisis, heard.danger is None) == (told, not told)


@pytest.mark.usefixtures("meaning")
def test_words_whose_meaning_is_far_away_count_less() -> None:
    heard = label_meaning.heard("Flug nach Mallorca buchen", {"library": 0.68}, (), 6)
    assert dict(heard.needs).get("library", 0.0) < 0.42


@pytest.mark.usefixtures("meaning")
def test_a_label_said_in_full_is_never_doubted() -> None:
    assert first("Taxischein", {"transport-service": 0.99}) == "transport-service"
    heard = label_meaning.heard("Zockerei xyz", {"debt-advice": 0.9}, {"debt-advice"}, 6)
    assert dict(heard.needs)["debt-advice"] == 0.9


def test_what_is_near_is_never_as_sure_as_what_was_said_in_full() -> None:
    near = {"child-protection": 1.1, "domestic-violence": 1.1}
    said = {"child-protection": 0.99, "domestic-violence": 0.9}
    told = label_meaning._together(near, 0.0, said, ("child-protection",))
    assert told == [("child-protection", 1.0), ("domestic-violence", label_meaning.SUREST)]


def test_without_the_encoder_words_alone_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")
    heard = label_meaning.heard("irgendwas", {"debt-advice": 0.5, "money": 0.6}, (), 6)
    assert heard == label_meaning.Heard((("money", 0.6), ("debt-advice", 0.5)), 0.0, frozenset({"money"}))


@pytest.mark.parametrize(("exact", "first_need"), [((), "district-office"), (("administration",), "administration")])
def test_a_topic_yields_to_a_sure_need_unless_it_was_said_in_full(exact: tuple[str, ...], first_need: str) -> None:
    said = {"administration": 0.9, "district-office": 0.9}
    near = {"administration": 0.8, "district-office": 0.7}
    assert label_meaning._together(near, 0.0, said, exact)[0][0] == first_need


def test_words_of_what_is_only_heard_are_right_as_they_are_typed() -> None:
    assert label_meaning.is_spoken("locked", "en")
    assert not label_meaning.is_spoken("locked", "de")
    assert not label_meaning.is_spoken("qqqq", "en")
    assert not label_meaning.is_spoken("locked", "xx")


def test_no_language_s_words_are_read_twice() -> None:
    label_meaning._spoken_words.cache_clear()
    for lang in 2 * label_meaning.LANGUAGES:
        label_meaning.is_spoken("locked", lang)
    assert label_meaning._spoken_words.cache_info().misses == len(label_meaning.LANGUAGES)


def test_a_word_that_is_heard_twice_is_known_again_and_one_heard_once_may_be_a_slip() -> None:
    texts = [text for of in label_meaning.sentences("tr").values() for text in of]
    many = Counter(form for text in texts for form in {*words.tokens(text)})
    told = [(form, label_meaning.is_spoken(form, "tr")) for form in sorted(many)[::97]]
    assert told == [(form, many[form] > 1) for form, _ in told]


@pytest.mark.usefixtures("meaning")
@pytest.mark.parametrize(
    ("plea", "nobody", "sure"), [(2.0, -5.0, label_meaning.GUESSED), (0.0, -5.0, 0.35), (2.0, 0.0, 0.35)]
)
def test_a_clear_plea_is_at_least_for_the_likeliest_need(
    monkeypatch: pytest.MonkeyPatch, plea: float, nobody: float, sure: float
) -> None:
    monkeypatch.setattr(label_meaning, "_together", lambda *_: [("gambling", 0.35)])
    monkeypatch.setattr(label_meaning, "_doubts", lambda _: (plea, nobody, None))
    assert label_meaning.heard("Zockerei aufhören", {}, (), 6).needs == (("gambling", sure),)
