"""Polygons in one small file that is never loaded whole: an index of boxes, then each shape's points as differences.

Layout of shapes.bin: `index length` (4 bytes, little endian), the index as gzipped CSV (code, west, south, east, north,
offset), then the shapes. All coordinates are whole ten-thousandths of a degree, about 10 m. A shape is
polygons[rings[points]]; every count and every difference is a zigzag varint.
"""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .area_data import table_file

Ring = list[tuple[int, int]]
Shape = list[list[Ring]]
Box = tuple[int, int, int, int]
SCALE = 10_000
FILE = "shapes.bin"
CELL = 2_500  # a quarter of a degree


def _varint(value: int, out: bytearray) -> None:
    rest = value << 1 if value >= 0 else ((-value) << 1) - 1
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)


def encode(shape: Shape) -> bytes:
    out = bytearray()
    _varint(len(shape), out)
    x = y = 0
    for rings in shape:
        _varint(len(rings), out)
        for ring in rings:
            _varint(len(ring), out)
            for east, north in ring:
                _varint(east - x, out)
                _varint(north - y, out)
                x, y = east, north
    return bytes(out)


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            yield -((value + 1) >> 1) if value & 1 else value >> 1
            value = shift = 0


def decode(data: bytes) -> Shape:
    numbers = _numbers(data)
    shape: Shape = []
    x = y = 0
    for _ in range(next(numbers)):
        rings: list[Ring] = []
        for _ in range(next(numbers)):
            ring: Ring = []
            for _ in range(next(numbers)):
                x += next(numbers)
                y += next(numbers)
                ring.append((x, y))
            rings.append(ring)
        shape.append(rings)
    return shape


def box(shape: Shape) -> Box:
    points = [point for rings in shape for ring in rings for point in ring]
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def write(file: Path, shapes: dict[str, Shape]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    body = bytearray()
    for code in sorted(shapes):
        writer.writerow((code, *box(shapes[code]), len(body)))
        body += encode(shapes[code])
    index = gzip.compress(text.getvalue().encode(), mtime=0)
    file.write_bytes(len(index).to_bytes(4, "little") + index + body)


@cache
def _index() -> tuple[dict[str, tuple[Box, int, int]], int]:
    """Code -> (box, offset, length), and where the shapes begin."""
    with table_file(FILE).open("rb") as file:
        size = int.from_bytes(file.read(4), "little")
        text = gzip.decompress(file.read(size)).decode()
    found: dict[str, tuple[Box, int, int]] = {}
    last, numbers = "", [0, 0, 0, 0, 0]
    for row in [*csv.reader(io.StringIO(text)), None]:
        following = [int(number) for number in row[1:]] if row else [0, 0, 0, 0, -1]
        west, south, east, north, offset = numbers
        found[last] = ((west, south, east, north), offset, following[4] - offset if row else -1)
        last, numbers = row[0] if row else "", following
    del found[""]
    return found, 4 + size


def boxes() -> Iterator[tuple[str, Box]]:
    return ((code, box) for code, (box, _, _) in _index()[0].items())


@cache
def _box_list(length: int) -> tuple[tuple[Box, str], ...]:
    return tuple((box, code) for code, box in boxes() if len(code) == length)


@cache
def _cells() -> dict[tuple[int, int], list[str]]:
    """Municipalities by the squares their boxes lie in, which spares a point the walk over all of them."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (west, south, east, north), code in _box_list(8):
        for column in range(west // CELL, east // CELL + 1):
            for row in range(south // CELL, north // CELL + 1):
                found[column, row].append(code)
    return dict(found)


def covering(x: float, y: float) -> list[str]:
    """Municipalities whose box holds the point."""
    index = _index()[0]
    found = []
    for code in _cells().get((int(x // CELL), int(y // CELL)), ()):
        west, south, east, north = index[code][0]
        if south <= y <= north and west <= x <= east:
            found.append(code)
    return found


def touching(around: Box, length: int) -> list[str]:
    west, south, east, north = around
    return [
        code
        for (left, low, right, high), code in _box_list(length)
        if left <= east and right >= west and low <= north and high >= south
    ]


def shape(code: str) -> Shape | None:
    index, start = _index()
    if code not in index:
        return None
    _, offset, length = index[code]
    with table_file(FILE).open("rb") as file:
        file.seek(start + offset)
        return decode(file.read(length))


def holds(shape: Shape, x: float, y: float) -> bool:
    """Even-odd rule over all rings, so that holes (and the islands in them) need no care of their own."""
    inside = False
    for rings in shape:
        for ring in rings:
            x0, y0 = ring[-1]
            for x1, y1 in ring:
                if (y1 > y) != (y0 > y) and x < (x0 - x1) * (y - y1) / (y0 - y1) + x1:
                    inside = not inside
                x0, y0 = x1, y1
    return inside


def forget() -> None:
    _index.cache_clear()
    _box_list.cache_clear()
    _cells.cache_clear()
