from collections import Counter

import pytest

from anlaufstelle.vocabulary import needs, needs_check, needs_files
from anlaufstelle.vocabulary.needs_concept import Concept, Thesaurus

THESAURUS = needs.load()


def test_the_thesaurus_has_no_gaps():
    assert needs_check.gaps(THESAURUS) == []


def test_it_is_large_enough():
    assert len(THESAURUS) >= 200
    labels = Counter({one: sum(len(c.said(one)) for c in THESAURUS) for one in ("de", "en", "tr", "uk", "ar", "ru")})
    assert min(labels.values()) >= 1700


def test_crisis_and_common_needs_speak_french():
    missing = [c.id for c in THESAURUS if "fr" not in c.labels]
    assert missing == []


def test_nobody_has_reviewed_the_languages_yet():
    meta = needs_files.read_yaml(needs_files.FOLDER / "_words.yml")["reviewed"]
    assert set(meta) >= {"de", "de-simple", "en", "tr", "uk", "ar", "ru", "fr"}
    assert not any(meta.values())


@pytest.mark.parametrize(
    ("concept", "gap"),
    [
        (Concept(id="x", facet="help", labels={"de": "Penner-Hilfe"}), "move it to `understood`"),
        (Concept(id="x", facet="help", labels={"de": "Ding"}, categories=("Ding",)), "only 0 German labels"),
        (Concept(id="x", facet="help", labels={"de": "Ding"}), "no label in de-simple"),
        (Concept(id="x", facet="help", labels={"de": "Ding"}), "no topic"),
        (Concept(id="x", facet="help", labels={"de": "Ding"}, crisis=True), "no number"),
        (Concept(id="x", facet="help", labels={"de": "Ding"}, topic=3), "no icon"),
    ],
)
def test_gaps_are_found(concept, gap):
    assert gap in "\n".join(needs_check.gaps(Thesaurus([concept])))
