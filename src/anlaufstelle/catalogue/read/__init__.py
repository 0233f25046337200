"""Every question a face may ask. Answers are structs, never rows; a list costs as many queries as one entry.

What is not published is only told to those who name its state: `entry` and `entries` answer for published ones.
"""

from .changes import counts, sequence, since
from .editions import edition, editions, home_edition
from .entries import entries, entry, hsds, provider_services, resolve_id, stream
from .ledgers import history, sources
from .occurrences import occurrences, open_now

__all__ = [
    "counts",
    "edition",
    "editions",
    "entries",
    "entry",
    "history",
    "home_edition",
    "hsds",
    "occurrences",
    "open_now",
    "provider_services",
    "resolve_id",
    "sequence",
    "since",
    "sources",
    "stream",
]
