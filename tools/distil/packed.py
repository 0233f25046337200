"""The file as `student.Student` and `meaning.js` read it: a head in JSON, then rows of small numbers."""

import json
from typing import Any

import numpy as np

from .teacher import TELLING, Pieces

Array = np.ndarray[Any, Any]

LONGEST = 24
"""Pieces of a text that are read."""

TOPMOST, CLIPPED = {4: 7, 8: 127}, {4: 0.7, 8: 1.0}
"""The greatest number; of a row's greatest value what still fits: with four bits cutting it off costs less."""

BITS = {
    "pieces": 4,
    "beside": 4,
    "beside_at": 8,
    "inner": 4,
    "inner_at": 8,
    "straight": 4,
    "out": 4,
    "out_at": 8,
}


def packed(net: dict[str, Array], known: Pieces, coded: tuple[list[int], Array], share: float) -> bytes:
    """`share`: how long the encoder's vectors are on the student's directions, on average."""
    order, book = coded
    arrays, body = [], b""
    for name, values in (*net.items(), ("book", book.reshape(-1, book.shape[2]))):
        bits, rows = BITS.get(name, 8), np.atleast_2d(values).astype(np.float32)
        arrays.append({"name": name, "rows": rows.shape[0], "columns": rows.shape[1], "bits": bits, "at": len(body)})
        body += _small(rows, bits)
    scores = np.round(np.array(known.scores) * 100).astype(int)
    head = {
        "longest": LONGEST,
        "telling": TELLING,
        "share": share,
        "pieces": "\n".join(known.pieces),
        "scores": [int(scores[0]), *np.diff(scores).tolist()],
        "order": order,
        "arrays": arrays,
    }
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return len(told).to_bytes(4, "little") + told + body


def _small(rows: Array, bits: int) -> bytes:
    """A scale for each row, rounded up to a sixteenth of an octave, then its numbers."""
    top = TOPMOST[bits]
    needed = np.abs(rows).max(1) * CLIPPED[bits] / top + 1e-9
    codes = np.clip(np.floor(-16 * np.log2(needed)), 0, 255).astype(np.uint8)
    scales = 2.0 ** (-codes.astype(np.float32) / 16)
    numbers = np.clip(np.round(rows / scales[:, None]), -top, top).astype(np.int8)
    if bits == 8:
        return codes.tobytes() + numbers.tobytes()
    halves = (numbers + 8).astype(np.uint8)
    return codes.tobytes() + (halves[:, 0::2] | halves[:, 1::2] << 4).tobytes()
