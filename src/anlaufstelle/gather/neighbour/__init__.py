"""Another's HSDS over the network, brought into a file that the reader of `hsds` reads like any other.

Two ways: the change feed of another Anlaufstelle (an address that ends in `/changes`), or the lists of any HSDS 3 API,
page by page. What was told is kept beside, so that an interrupted visit goes on where it stopped; the file to be read
is written when all was told, and swapped in. Nothing else of this package touches a record.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from ..report import Ignored
from ..sheet import Table
from . import feed, lists
from .beside import written
from .own import Held, Sorter

__all__ = ["FORMAT", "Brought", "Get", "Held", "bring"]

FORMAT = "hsds-api"
Get = feed.Get


class Brought(Struct, frozen=True):
    """`table` reads the file that was written; `left` counts by reason what was left out of it on purpose."""

    table: Table
    left: tuple[Ignored, ...]


def bring(table: Table, folder: Path, get: Get, held: Held) -> Brought:
    """Visits the neighbour of one table. `folder` belongs to this table alone; `get` fetches an address.

    Raises Unreadable, and then what the last whole visit brought is untouched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    address = table.file.rstrip("/")
    sorter = Sorter(held, relayed=table.options.relayed)
    path = folder / "entries.jsonl"
    written(path, _lines(address, table, folder, get, sorter))
    left = tuple(
        Ignored(file=path.name, column=name, why=why, values=count) for name, why, count in sorter.left() if count
    )
    return Brought(msgspec.structs.replace(table, file=str(path.resolve())), left)


def _lines(address: str, table: Table, folder: Path, get: Get, sorter: Sorter) -> Iterator[bytes]:
    if address.endswith("/changes"):
        documents: Iterator[dict[str, Any]] = feed.documents(address, folder, get)
    else:
        documents = lists.documents(address, folder, get, one_by_one=table.options.one_by_one)
    for document in documents:
        if (taken := sorter.sort(document)) is not None:
            yield msgspec.json.encode(taken) + b"\n"
