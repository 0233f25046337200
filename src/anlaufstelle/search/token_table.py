"""The encoder's table of tokens in a file beside the indexes, mapped: 65 MB that all server processes share.

The model unpacks it into the memory of each. The file is named by what is in it, so another model has another one;
deleted, it only costs the next process a moment.
"""

import logging
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_LOG = logging.getLogger(__name__)


def shared(table: Array, folder: Path) -> Array:
    """The same numbers out of the file, which is written where it is missing; the table itself where none can be."""
    path = folder / f"tokens-{blake2b(table.reshape(-1).data, digest_size=8).hexdigest()}.npy"
    try:
        if not path.exists():
            _write(table, path)
        return np.asarray(np.load(path, mmap_mode="r"))
    except (OSError, ValueError) as error:
        _LOG.warning("%s: the encoder's table stays in every process: %s", path, error)
        return table


def _write(table: Array, path: Path) -> None:
    """Whole or not at all; those of other models go. Who has one of them mapped keeps it.

    What another process is writing of the same table stays: both began at once, and either may be the last.
    """
    beside = path.with_suffix(f".{os.getpid()}")
    with beside.open("wb") as file:
        np.save(file, table)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    for other in path.parent.glob("tokens-*"):
        if other.stem != path.stem:
            other.unlink(missing_ok=True)
