"""Every question a face may ask. Answers are structs, never rows; a list costs as many queries as one entry.

What is not published is only told to those who name its state: `entry` and `entries` answer for published ones.
"""

from . import attendance, board, calendar, helping, hints, inbox, inside, networks, newsletter, people, quarters
from .attempts import stages, trends
from .by_field import by_field
from .changes import Mark, Told, counts, feed, mark, mirror_page, sequence, since
from .editions import edition, editions, home_edition
from .entries import bodies, entries, entry, hsds, points, provider_services, resolve_id, stream
from .ledgers import history, source_facts, sources
from .linking import open_candidates
from .occurrences import occurrences, open_now
from .standard import (
    Ids,
    Listed,
    Listing,
    Near,
    documents,
    listed,
    minimal,
    offered,
    offered_by,
    pages,
    published,
    was_public,
    words_in_use,
)

__all__ = [
    "Ids",
    "Listed",
    "Listing",
    "Mark",
    "Near",
    "Told",
    "attendance",
    "board",
    "bodies",
    "by_field",
    "calendar",
    "counts",
    "documents",
    "edition",
    "editions",
    "entries",
    "entry",
    "feed",
    "helping",
    "hints",
    "history",
    "home_edition",
    "hsds",
    "inbox",
    "inside",
    "listed",
    "mark",
    "minimal",
    "mirror_page",
    "networks",
    "newsletter",
    "occurrences",
    "offered",
    "offered_by",
    "open_candidates",
    "open_now",
    "pages",
    "people",
    "points",
    "provider_services",
    "published",
    "quarters",
    "resolve_id",
    "sequence",
    "since",
    "source_facts",
    "sources",
    "stages",
    "stream",
    "trends",
    "was_public",
    "words_in_use",
]
