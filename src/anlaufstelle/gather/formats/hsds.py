"""Nested HSDS documents: a JSON array, a page of a list (`contents`), or one document a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..sheet import Options
from . import json_array, jsonl
from .refuse import present


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    with present(path).open("rb") as file:
        head = next((line for line in file if line.strip()), b"").removeprefix(jsonl.BOM).lstrip()
    if head.startswith(b"[") or options.items:
        return json_array.objects(path, options.items)
    return jsonl.objects(path) if _document(head) else json_array.objects(path, "contents")


def _document(line: bytes) -> bool:
    try:
        return "contents" not in msgspec.json.decode(line, type=dict[str, Any])
    except (
        msgspec.DecodeError
    ):  # the first line of something longer: `objects` tells what is wrong with it, if anything
        return False
