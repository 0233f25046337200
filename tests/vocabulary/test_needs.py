import json

import pytest

from anlaufstelle.errors import BadVocabulary, NotFound
from anlaufstelle.vocabulary import needs
from tests.shared import shared

THESAURUS = needs.load()


def herten(field: str) -> set[str]:
    lines = (shared("data/herten") / "services.jsonl").read_text(encoding="utf-8").splitlines()
    return {word for line in lines for word in json.loads(line)[field]}


def test_every_category_word_of_herten_stands_for_a_need():
    words = herten("categories")
    assert len(words) == 133
    assert [word for word in sorted(words) if not THESAURUS.of_category(word)] == []


def test_every_audience_of_herten_stands_for_a_situation():
    words = herten("audiences")
    assert len(words) == 14
    assert [word for word in sorted(words) if not THESAURUS.of_audience(word)] == []


def test_category_words_find_the_most_specific_concept():
    assert THESAURUS.of_category("Insolvenzberatung") == ("insolvency-advice",)
    assert THESAURUS.of_category("Miet- und Energieschulden") == ("rent-arrears", "energy-arrears")
    assert THESAURUS.of_category("  tafel ") == ("food-bank",)
    assert THESAURUS.of_category("Weltraum") == ()


def test_audiences_are_situations():
    assert THESAURUS.of_audience("Geflüchtete") == ("refugees",)


def test_hierarchy():
    assert THESAURUS.ancestors("insolvency-advice") == ("debt-advice", "money")
    assert "eviction" in THESAURUS.descendants("housing")
    assert THESAURUS.topic_of("food-bank") == "food-goods"


def test_caption_falls_back_to_german():
    assert THESAURUS.caption("food-bank", "en") == "Food bank"
    assert THESAURUS.caption("food-bank", "fa") == "Tafel"
    with pytest.raises(NotFound):
        THESAURUS.caption("no-such-need")


def test_topics_of_the_start_page_have_icons_and_an_order():
    topics = needs.topics()
    assert [topic.topic for topic in topics] == list(range(1, len(topics) + 1))
    assert all(topic.icon for topic in topics)
    assert topics[0].id == "housing"


def test_crisis_concepts_have_numbers():
    assert {"suicide", "domestic-violence", "child-protection", "poisoning"} <= THESAURUS.crisis
    assert "emergency-shelter" not in THESAURUS.crisis
    assert "116016" in [line.number for line in THESAURUS.crisis_lines("womens-shelter")]
    assert THESAURUS.crisis_lines("poisoning")[-1].number == "022819240"
    assert all(line.source.startswith("https://") for line in THESAURUS.lines)


def test_sensitive_reaches_narrower_concepts():
    assert {"debt-advice", "insolvency-advice", "asylum", "drugs", "pregnancy-conflict"} <= THESAURUS.sensitive
    assert "library" not in THESAURUS.sensitive


def test_a_town_adds_a_folder(tmp_path):
    (tmp_path / "own.yml").write_text(
        "concepts:\n- {id: tram, facet: help, broader: [community], de: [Grubenbahn, Bähnchen]}\n"
        "extend:\n- {id: food-bank, de: [Kaufladen am Eck], categories: [Lädchen]}\n",
        encoding="utf-8",
    )
    own = needs.load(extra=[tmp_path])
    assert own.of_category("Lädchen") == ("food-bank",)
    assert own.caption("food-bank") == "Tafel"
    assert needs.matcher(own).match("kaufladen am eck")[0].id == "food-bank"
    assert needs.matcher(own).match("Bähnchen")[0].id == "tram"
    assert "tram" not in THESAURUS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("concepts:\n- {id: x, facet: help, broader: [nowhere], de: [X]}", "unknown concept 'nowhere'"),
        ("concepts:\n- {id: x, facet: help, answered_by: [nowhere], de: [X]}", "unknown concept 'nowhere'"),
        (
            "concepts:\n- {id: x, facet: help, broader: [y], de: [X]}\n- {id: y, facet: help, broader: [x], de: [Y]}",
            "broader than itself",
        ),
        ("concepts:\n- {id: x, facet: help, de: [Tafel]}", "preferred by"),
        ("concepts:\n- {id: food-bank, facet: help, de: [X]}", "use `extend`"),
        ("concepts:\n- {id: x, facet: wish, de: [X]}", "wish"),
        ("concepts:\n- {id: x, facet: help, colour: red, de: [X]}", "colour"),
        ("concepts: [", "not readable as YAML"),
    ],
)
def test_contradictions_name_file_and_concept(tmp_path, text, message):
    (tmp_path / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadVocabulary) as raised:
        needs.load(extra=[tmp_path])
    assert message in str(raised.value)
    assert "bad.yml" in str(raised.value)
