"""Compounds of a query, cut with the index's own words as the dictionary; no morphology is loaded for it."""

from collections.abc import Callable

LINKS = ("", "s", "n", "en", "es", "er")
LONGEST = 45
SHORTEST_LOST = 3

Known = Callable[[str], bool]


def cut(word: str, known: Known) -> tuple[str, ...]:
    """The fewest known pieces that make up the whole word, () when there are none."""
    if len(word) > LONGEST or not word.isalpha():
        return ()
    whole = _cut(word, known)
    return whole if len(whole) > 1 else ()


def rescue(word: str, known: Known) -> tuple[str, ...]:
    """What is known of a word after up to three fifths of it are given up at one end.

    "fahrradmitnahme" is "fahrrad" where nobody wrote "mitnahme".
    """
    if len(word) > LONGEST or not word.isalpha():
        return ()
    for lost in range(SHORTEST_LOST, len(word) * 3 // 5 + 1):
        found = _cut(word[lost:], known) or _cut(word[:-lost], known, last=False)
        if found:
            return found
    return ()


def _cut(word: str, known: Known, *, last: bool = True) -> tuple[str, ...]:
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        shortest: tuple[str, ...] | None = None
        for start in range(end):
            before = best[start]
            if before is None or (shortest is not None and len(before) + 1 >= len(shortest)):
                continue
            piece = _bare(word[start:end], known, last=last and end == len(word))
            if piece:
                shortest = (*before, piece)
        best.append(shortest)
    return best[-1] or ()


def _bare(piece: str, known: Known, *, last: bool) -> str | None:
    """The piece without the letters that glue it to the next one ("integrations" -> integration)."""
    for link in ("",) if last else LINKS:
        if piece.endswith(link) and known(piece.removesuffix(link)):
            return piece.removesuffix(link)
    return None
