"""Names of places as they are compared: "Müllheim im Markgräflerland, Stadt" and "muellheim" can meet.

Keys are lossy; what a person reads is always the official name of the table.
"""

import re
import unicodedata
from collections.abc import Iterator

from .words import fold

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ẞ": "ss", "-": " ", "/": " ", "’": None, "'": None}
)
_SHORT = re.compile(r"\b([avio]\.? ?d\.?|[abivou]\.|st\.|rhld\.|oldb\)?|oberpf\.|opf\.)")
_LONG = {
    "ad": "an der",
    "vd": "vor der",
    "id": "in der",
    "od": "ob der",
    "a": "am",
    "b": "bei",
    "i": "im",
    "v": "vor",
    "o": "ob",
    "u": "und",
    "st": "sankt",
    "rhld": "rheinland",
    "oldb": "oldenburg",
    "oberpf": "oberpfalz",
    "opf": "oberpfalz",
}
_NOT_WORD = re.compile(r"[^\w]+")
_LATIN = re.compile(r"[a-zà-ɏ]", re.IGNORECASE)
# What official lists write behind a name: "Herten, Stadt", "Haag i.OB, M", "Neuburg a.d.Donau, GKSt"
_TITLE = re.compile(
    r",\s*(?:St|M|GKSt|Flecken|Markt|Gemeinde|(?:Landeshaupt|Hanse|Kreis|Universitäts)?stadt)$", re.IGNORECASE
)
# The part of a name that people leave out: "Stolberg (Rhld.)", "Simmern/Hunsrück", "Frankfurt am Main"
_SHORTENED = (
    re.compile(r"\s*\(.*$"),
    re.compile(r"\s*/.*$"),
    re.compile(
        r"\s+(am|an der|an den|auf der|a\. ?d\.|a\.|bei|b\.|im|in der|i\. ?d\.|i\.|ob der|vor der|v\. ?d\.) .*$"
    ),
    re.compile(r"\s+(Rhld\.|Westfalen|Saale|Oldenburg)$"),
)
_UMLAUT_FORM = re.compile(r"([aou])e")


def key(name: str) -> str:
    """One key for the ways a German place name is written; names in other scripts go through `words.fold`."""
    if name.isascii() and name.isalpha():
        return name.lower()
    text = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    if not text.isascii():
        if not _LATIN.search(text):
            return fold(name)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if "." in text:
        text = _SHORT.sub(lambda match: _LONG[match[1].replace(".", "").replace(" ", "").strip(")")] + " ", text)
    return _NOT_WORD.sub(" ", text).strip()


def loose(any_key: str) -> str:
    """The same for "Muenchen", "München" and "Munchen", also written without blanks."""
    return _UMLAUT_FORM.sub(r"\1", any_key).replace(" ", "")


def untitled(name: str) -> str:
    """ "Herten, Stadt" -> "Herten"; "Witten, Wetter" stays."""
    return _TITLE.sub("", name).strip()


def official(name: str) -> str:
    """The plain name of a line in the official list: all behind a comma is a title, except "Kirchspiel"."""
    plain, _, title = (part.strip() for part in name.partition(","))
    return f"{title} {plain}" if title == "Kirchspiel" else plain


def shortened(name: str) -> Iterator[str]:
    """What people call a place whose official name is longer."""
    if name.isalpha():
        return
    for pattern in _SHORTENED:
        short = pattern.sub("", name)
        if short and short != name:
            yield short
