"""What somebody asked, as it stands in the address: every state of the results page is a link."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from anlaufstelle.search import proximity

from . import fixed

LONGEST = 200
MOST_WITHOUT = 8
PER_PAGE = 10
RINGS = tuple(metres // 1000 for metres in proximity.RINGS)
SWITCHES = ("offen", "kostenlos", "ohnetermin", "rollstuhl")
"""Conditions that are on or off; the words in the address are German like the rest of it."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """`topic` is a concept id, `who` one of a situation, `language` the code of one that is spoken there.

    `kind` is one of `answer.KINDS`. `without` names conditions read from the words that were taken away again
    (`ohne=`).

    `ring` is in kilometres around a person's own point, which never stands in an address; 0: at any distance.

    `page` counts from 1.
    """

    text: str = ""
    place: str = ""
    topic: str = ""
    switches: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    page: int = 1
    who: str = ""
    language: str = ""
    kind: str = ""
    ring: int = 0

    @property
    def empty(self) -> bool:
        return not (self.text or self.topic or self.who)

    @property
    def offset(self) -> int:
        return (self.page - 1) * PER_PAGE

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as they stand in the address."""
        given = [("q", self.text), ("thema", self.topic), ("wer", self.who), ("ort", self.place)]
        given += [("sprache", self.language), ("art", self.kind), ("umkreis", str(self.ring or ""))]
        told = [(name, value) for name, value in given if value]
        told += [(name, "1") for name in self.switches]
        told += [("ohne", key) for key in self.without]
        if self.page > 1:
            told.append(("seite", str(self.page)))
        return told

    def address(self) -> str:
        told = self.pairs()
        return fixed.address("results") + (f"?{urlencode(told)}" if told else "")

    def but(self, **changes: object) -> str:
        """The address of the same question with something else; it begins at the first page again."""
        return replace(self, **{"page": 1, **changes}).address()  # type: ignore[arg-type]

    def flipped(self, switch: str) -> str:
        kept = tuple(one for one in self.switches if one != switch)
        return self.but(switches=kept if switch in self.switches else (*kept, switch))

    def dropping(self, key: str) -> str:
        return self.but(without=(*self.without, key))


def _page(stated: str) -> int:
    return max(1, int(stated)) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1


def _words(stated: str, longest: int) -> str:
    return " ".join(stated.replace("\0", " ").split())[:longest]


def read(query: QueryDict) -> Question:
    """Never fails: a resident did not write the address, and half a question is better than an error page."""
    return Question(
        text=_words(query.get("q", ""), LONGEST),
        place=_words(query.get("ort", ""), 80),
        topic=query.get("thema", "")[:60],
        switches=tuple(name for name in SWITCHES if query.get(name) == "1"),
        without=tuple(dict.fromkeys(key[:60] for key in query.getlist("ohne")))[:MOST_WITHOUT],
        page=_page(query.get("seite", "")),
        who=query.get("wer", "")[:60],
        language=query.get("sprache", "")[:8],
        kind=query.get("art", "")[:20],
        ring=next((one for one in RINGS if query.get("umkreis") == str(one)), 0),
    )
