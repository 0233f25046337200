"""Turkish typed without its own letters gets them back, where labels or heard sentences know the word.

To the encoder «is ariyorum» is hardly «iş arıyorum» (.34), and endings are cut by their dots.
"""

import re
from collections import Counter
from functools import lru_cache

from anlaufstelle.vocabulary import needs, words

from . import label_meaning

LANGUAGE = "tr"
_WORD = re.compile(r"[a-z]{2,}")


def restored(text: str) -> str:
    """Only where no dot was typed at all; who types some types all of them."""
    if not text.isascii():
        return text
    known = _known()
    return _WORD.sub(lambda found: known.get(found[0], found[0]), text.lower())


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Per bare form the way in which it is mostly written."""
    written: dict[str, Counter[str]] = {}
    for text in _texts():
        for word in text.replace("I", "ı").replace("İ", "i").lower().split():
            form = word.strip(".,;:!?()'\"")
            if form.isalpha() and (bare := words.fold(form)).isascii():
                written.setdefault(bare, Counter())[form] += 1
    most = {bare: forms.most_common(1)[0][0] for bare, forms in written.items()}
    return {bare: form for bare, form in most.items() if form != bare}


def _texts() -> list[str]:
    said = [text for one in needs.load() for text in (*one.said(LANGUAGE), *one.understood.get(LANGUAGE, ()))]
    return said + [text for of in label_meaning.sentences(LANGUAGE).values() for text in of]
