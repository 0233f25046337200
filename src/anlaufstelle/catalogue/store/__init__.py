"""Every write, called by the pipeline only. No transaction here is longer than 200 ms: many rows come in batches."""

from . import asking, attendance, calendar, helping, hints, newsletter, people
from .attempts import add_attempt
from .desk import BEGUN, add_handled, claim_item, conclude, put_items, take_back
from .editions import keep_edition, release_edition, write_text
from .ledgers import INBOX, add_judgement, add_line, discard, hold, keep_source, open_run, seal, stage, staged, turn
from .linking import keep_links, mark_linked
from .night import begin_stage, end_stage
from .published import BATCH, SEQUENCE, Written, assign, drop, expand, put
from .tally import add_counts

__all__ = [
    "BATCH",
    "BEGUN",
    "INBOX",
    "SEQUENCE",
    "Written",
    "add_attempt",
    "add_counts",
    "add_handled",
    "add_judgement",
    "add_line",
    "asking",
    "assign",
    "attendance",
    "begin_stage",
    "calendar",
    "claim_item",
    "conclude",
    "discard",
    "drop",
    "end_stage",
    "expand",
    "helping",
    "hints",
    "hold",
    "keep_edition",
    "keep_links",
    "keep_source",
    "mark_linked",
    "newsletter",
    "open_run",
    "people",
    "put",
    "put_items",
    "release_edition",
    "seal",
    "stage",
    "staged",
    "take_back",
    "turn",
    "write_text",
]
