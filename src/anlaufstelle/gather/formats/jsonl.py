"""JSON lines: one object per line, UTF-8. Read as a stream; empty lines are skipped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..sheet import Options
from .flat import flat
from .refuse import not_text, present, refuse

BOM = b"\xef\xbb\xbf"
LONGEST = 16 << 20
"""Bytes of one line."""
DECODER = msgspec.json.Decoder(dict[str, Any])


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((line, flat(row)) for line, row in objects(path))


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """As nested as they are."""
    with present(path).open("rb") as file:
        for line, text in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), 1):
            if len(text) > LONGEST:
                raise refuse(path, line, f"the line has more than {LONGEST >> 20} MiB", "fetch the whole file again")
            if not text.isspace():
                yield line, _object(path, line, text.removeprefix(BOM) if line == 1 else text)


def _object(path: Path, line: int, text: bytes) -> dict[str, Any]:
    try:
        return DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise not_text(path, line, "utf-8") from error
    except RecursionError as error:
        raise refuse(path, line, "is nested too deeply", "fetch the whole file again, or mend this line") from error
    except msgspec.ValidationError as error:
        raise refuse(path, line, "is not a JSON object", "write one object {…} per line") from error
    except msgspec.DecodeError as error:
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            raise not_text(path, line, "utf-8") from error
        cut = "" if text.endswith(b"\n") else "; the file seems to be cut off here"
        raise refuse(
            path, line, f"is not JSON ({error}){cut}", "fetch the whole file again, or mend this line"
        ) from error
