"""The engine's house: rebuild beside and swap, put, drop, open. tantivy is known here and nowhere else."""

from .analysis import UNSEARCHED
from .reader import Found, Reader, Wanted, open_reader
from .store import drop, embed, exists, folder, put, rebuild

__all__ = [
    "UNSEARCHED",
    "Found",
    "Reader",
    "Wanted",
    "drop",
    "embed",
    "exists",
    "folder",
    "open_reader",
    "put",
    "rebuild",
]
