"""HanTa's analysis of German words, with the same result in a tenth of its time: an index meets thousands of new words.

Two things are done once that HanTa does for every path: which morphemes a stretch of letters may be, and in which
states they may stand. Order and sums are HanTa's own, so that ties fall the same way.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import inf
from typing import Any

State = tuple[int, int]
Row = dict[State, float]
Back = dict[State, tuple[State, int]]
"""Per state the one before, and where that one ended."""

Steps = Mapping[State, list[tuple[int, float]]]
Likely = dict[int, float]
"""Tag to the logarithm of how likely a stretch of letters is this morpheme."""

SHORT, MORPHEME, END, LENGTHS, WHOLE = 4, 3, 4, 24, 4.6
"""HanTa's own numbers for guesses: letters of a short word, of a morpheme, of an end; lengths told apart; the loss of a
word that would be one unknown morpheme."""

NEVER = -1e6
WIDTH = 3
"""Best states that are followed, and all that are hardly worse."""
EMPTY, START, UNKNOWN, END_UNKNOWN = 0, 1, 3, -3
NOTHING: Likely = {}
NONE: frozenset[int] = frozenset()


class Morphology:
    def __init__(self) -> None:
        from HanTa.HanoverTagger import HanoverTagger  # slow import: loads a 15 MB model that most never need

        self._model: Any = HanoverTagger("morphmodel_ger.pgz")
        self._known: dict[str, Likely] = defaultdict(dict)
        for tag, morphemes in self._model.LP_m_t.items():
            for morpheme, likely in morphemes.items():
                self._known[morpheme][tag] = likely
        self._guessed = frozenset(tag for tag in self._model.LP_hapax_t if tag in self._model.LP_s_t)
        new = [(tag, self._model.Int_t + self._model.LP_hapax_t[tag]) for tag in self._guessed]
        self._lengths = [
            [(tag, own + self._model.LP_len_t[tag][length]) for tag, own in new] for length in range(LENGTHS + 1)
        ]
        self._ended = lru_cache(maxsize=20_000)(self._of_end)
        self._leading: dict[int, Steps] = {}
        self._word: tuple[str, list[list[Likely]]] = ("", [])
        self._model.analyze_forward = self._tags
        self._model.analyze_viterbi = self._path

    def morphemes(self, word: str) -> list[tuple[str, str]]:
        """(as written, kind) of a noun's or name's morphemes; [] for what is no noun."""
        model = self._model
        kind = model._tag_word(word, cutoff=0, casesensitive=True)[0][0]
        if not str(model.int2tag[kind]).startswith(("NN", "NE")):
            return []
        _, found, tag = model._analyze(word, kind, 3)
        return list(found) if tag.startswith(("NN", "NE")) else []

    def _likely(self, word: str, *, strict: bool) -> list[list[Likely]]:
        """By where a stretch begins, and by its length less one."""
        size = len(word)
        if strict:
            known = self._known
            return [[known.get(word[at:end], NOTHING) for end in range(at + 1, size + 1)] for at in range(size)]
        if self._word[0] != word:
            guess = self._guess
            stretches = [[guess(word[at:end], size) for end in range(at + 1, size + 1)] for at in range(size)]
            self._word = (word, stretches)
        return self._word[1]

    def _guess(self, stretch: str, size: int) -> Likely:
        """What unknown letters may be is told by their end and their number, for the few tags that grow new words."""
        known, length = self._known.get(stretch, NOTHING), len(stretch)
        if size >= SHORT and length < MORPHEME:
            return known
        ended = self._ended(stretch[1 - length :][-END:] if length > 1 else "")
        lengths = zip(self._lengths[min(length, LENGTHS)], ended, strict=True)
        if size == length:
            return {tag: likely + end - WHOLE for (tag, likely), end in lengths} | known
        return {tag: likely + end for (tag, likely), end in lengths} | known

    def _of_end(self, letters: str) -> list[float]:
        """Per guessed tag how likely its longest known end of these letters is."""
        ends = [self._model.LP_s_t[tag] for tag in self._guessed]
        tails = [letters[at:] for at in range(len(letters) + 1)]
        return [next(known[tail] for tail in tails if tail in known) for known in ends]

    def _tags(self, word: str) -> list[tuple[int, float]]:
        """As `HanoverTagger.analyze_forward`: the kinds of word this may be, likeliest first."""
        from numpy import logaddexp  # slow import: only who analyses words needs it, and it comes with HanTa

        table, _ = _walk(self._likely(word, strict=False), self._model.LP_trans_nonfinal, self._guessed)
        last: Row = {}
        for state, likely in table[-1].items():
            for tag, step in self._model.LP_trans_final.get(state, ()):
                new, sure = (state[1], tag), likely + step
                if sure > NEVER and sure > last.get(new, -inf):
                    last[new] = sure
        kinds: Likely = {}
        for (_, tag), likely in last.items():
            kinds[-tag] = logaddexp(kinds[-tag], likely) if -tag in kinds else likely
        return sorted(kinds.items(), key=lambda one: one[1], reverse=True) or [(UNKNOWN, 0)]

    def _path(self, word: str, kind: int) -> list[tuple[int, int]]:
        """As `HanoverTagger.analyze_viterbi`: the morphemes of a word whose kind is known, each with its end."""
        steps = self._steps(kind)
        for strict in (True, False):
            table, back = _walk(self._likely(word, strict=strict), steps, NONE if strict else self._guessed)
            best, state = -inf, None
            for one, likely in table[-1].items():
                for tag, step in self._model.LP_trans_final.get(one, ()):
                    if tag == kind and likely + step > max(best, NEVER):
                        best, state = likely + step, one
            if state is not None:
                return _followed(back, state, kind)
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _steps(self, kind: int) -> Steps:
        """Those by which this kind of word can be reached."""
        if kind not in self._leading:
            reach = self._model.reachability.get(kind, frozenset())
            self._leading[kind] = {
                state: [step for step in steps if step[0] in reach]
                for state, steps in self._model.LP_trans_nonfinal.items()
            }
        return self._leading[kind]


def _walk(stretches: list[list[Likely]], following: Steps, guessed: frozenset[int]) -> tuple[list[Row], list[Back]]:
    """Per place between letters the states that lead there, and where each came from."""
    size = len(stretches)
    table: list[Row] = [{(EMPTY, START): 0.0}, *({} for _ in range(size))]
    back: list[Back] = [{} for _ in range(size + 1)]
    for at in range(size):
        row = table[at]
        least = sorted(row.values(), reverse=True)[WIDTH] - 1 if len(row) > WIDTH else NEVER
        for state, likely in row.items():
            steps = following.get(state)
            if likely < least or not steps:
                continue
            before, few = state[1], [step for step in steps if step[0] in guessed]
            for end, found in enumerate(stretches[at], at + 1):
                if not found:
                    continue
                target = table[end]
                for tag, step in few if found.keys() <= guessed else steps:
                    own = found.get(tag)
                    if own is None:
                        continue
                    sure, new = likely + step + own, (before, tag)
                    if sure > NEVER and (new not in target or sure > target[new]):
                        target[new] = sure
                        back[end][new] = (state, at)
    return table, back


def _followed(back: list[Back], state: State, kind: int) -> list[tuple[int, int]]:
    at = len(back) - 1
    found = [(kind, at + 1)]
    while at > 0:
        found.append((state[1], at))
        state, at = back[at][state]
    return found[::-1]
