"""What the student learns from: our labels, what is only heard, the entries, the site's phrases, sentences by rule.

Never the questions it is measured with: those in `evaluation`, and a tenth of the sentences that are only heard.
"""

import json
import random
import re
from pathlib import Path

from babel.messages.pofile import read_po
from HanTa.HanoverTagger import HanoverTagger
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.search import label_meaning
from anlaufstelle.search.document import document
from anlaufstelle.vocabulary import needs, words

from .phrases import ASKED, BEFORE, RULES, TAGS, TAIL, WHO

ROOT = Path(__file__).resolve().parents[2]
PHRASES = ROOT / "src/anlaufstelle/locale/de/LC_MESSAGES/django.po"
MADE = 125_000
SEED = 11
HELD = 10
"""Every so many-th heard sentence, told by its hash: the same ones are held back when others are added."""

OURS, BY_RULE, SINGLE = 2.0, 1.0, 0.4
"""How often a text is drawn: what somebody wrote for us, what a rule made, a single word."""


class Texts(Struct, frozen=True):
    texts: list[str]
    weights: list[float]
    labels: list[str]
    held: list[str]


def gathered(made: int = MADE, most: int | None = None) -> Texts:
    """`most`: take only so many, drawn by lot, to try the tool."""
    lot = random.Random(SEED)
    labels = [text for one in needs.load() for text in (*one.said("de"), *one.understood.get("de", ()))]
    passages = [text for entry in read.stream() if entry.kind != "location" for text in document(entry).passages]
    heard = [text for texts in label_meaning.sentences("de").values() for text in texts]
    held = {text for text in heard if label_meaning.key(text)[0] % HELD == 0} | _measured()
    ours = [*labels, *_thesaurus(), *heard, *label_meaning.elsewhere(), *passages, *_pieces(passages), *_site()]
    lexicon = _lexicon()
    single = sorted({word.surface for text in (*labels, *passages) for word in words.words(text)})
    single += [word for group in lexicon.values() for word in group]
    rules = Rules(labels, lexicon, lot)
    weight = dict.fromkeys((rules.sentence() for _ in range(made if most is None else min(made, most))), BY_RULE)
    weight |= dict.fromkeys(single, SINGLE)
    weight |= dict.fromkeys([*ours, *(text.lower() for text in labels)], OURS)
    for text in held:
        weight.pop(text, None)
    chosen = sorted(weight) if most is None else lot.sample(sorted(weight), min(most, len(weight)))
    return Texts(chosen, [weight[text] for text in chosen], labels, sorted(held))


def _thesaurus() -> list[str]:
    """Labels in plain German and the categories that stand for a need."""
    plain = [text for one in needs.load() for lang in one.labels if lang.startswith("de-") for text in one.said(lang)]
    return plain + [text for one in needs.load() for text in one.categories]


def _pieces(passages: list[str]) -> list[str]:
    return [part.strip() for text in passages for part in re.split(r"[.;:!?]\s|, ", text) if 6 < len(part) < 160]


def _site() -> list[str]:
    """The site's own short phrases in German."""
    with PHRASES.open("rb") as file:
        said = [one.string if isinstance(one.string, str) else one.string[0] for one in read_po(file)]
    return [text for text in said if text and len(text) < 200 and "%(" not in text]


def _measured() -> set[str]:
    files = [file for name in ("*lay*.jsonl", "unserved*.jsonl") for file in (ROOT / "evaluation").glob(name)]
    lines = [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return {line["text"] for line in lines if line["lang"] == "de"}


def _lexicon() -> dict[str, list[str]]:
    """German words by what a rule needs them for, the commonest first, from the tagger that cuts compounds for us."""
    by_tag: dict[int, list[str]] = {}
    for word, tags in HanoverTagger("morphmodel_ger.pgz").cache.items():
        if len(word) > 1 and word.replace("-", "").isalpha():
            by_tag.setdefault(tags[0][0], []).append(word)
    found = {field: [word for tag in tags for word in by_tag.get(tag, [])] for field, tags in TAGS.items()}
    return found | {"noun": [word.capitalize() for word in found["noun"]]}


class Rules:
    """Sentences by rule, with the faults of people in a hurry."""

    def __init__(self, labels: list[str], lexicon: dict[str, list[str]], lot: random.Random) -> None:
        self._labels, self._lexicon, self._lot = labels, lexicon, lot
        self._said = [word.surface for text in labels for word in words.words(text)]

    def sentence(self) -> str:
        lot = self._lot
        text = " ".join(lot.choice(RULES).format(**self._fields()).split())
        how = lot.random()
        text = text.lower() if how < 0.5 else text[:1].upper() + text[1:] if how < 0.7 else text
        if lot.random() < 0.1:
            text += lot.choice("?.!")
        if lot.random() < 0.06 and len(text) > 4:
            text = self._misspelt(text)
        listed = text.split()
        if lot.random() < 0.1 and len(listed) > 3:
            del listed[lot.randrange(len(listed))]
        return " ".join(listed)

    def _fields(self) -> dict[str, str]:
        pick, labels, said = self._lot.choice, self._labels, self._said
        fields = {field: pick(group) for field, group in self._lexicon.items()}
        if self._lot.random() > 0.6:
            fields["noun"] = pick(said)
        fields |= {"who": pick(WHO), "tail": pick(TAIL), "asked": pick(ASKED), "before": pick(BEFORE)}
        fields |= {"label": pick(labels), "other": pick(labels), "thing": pick(self._lexicon["noun"])}
        fields |= {"word": pick(said), "word2": pick(said), "word3": pick(said), "before2": pick(BEFORE)}
        begun, ended = pick(labels).split(), pick(labels).split()
        fields["begun"] = " ".join(begun[: max(1, len(begun) // 2)])
        fields["ended"] = " ".join(ended[-max(1, len(ended) // 2) :])
        return fields

    def _misspelt(self, text: str) -> str:
        """A letter lost, two swapped, or one doubled."""
        at = self._lot.randrange(1, max(2, len(text) - 2))
        change = (text[at + 1 :], text[at + 1 : at + 2] + text[at] + text[at + 2 :], text[at] + text[at:])
        return text[:at] + self._lot.choice(change)
