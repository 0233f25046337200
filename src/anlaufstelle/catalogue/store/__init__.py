"""Every write, called by the pipeline only. No transaction here is longer than 200 ms: many rows come in batches."""

from . import asking, helping, hints, people
from .attempts import add_attempt
from .desk import add_handled, claim_item, put_items
from .editions import keep_edition, release_edition, write_text
from .ledgers import add_judgement, add_line, discard, hold, keep_source, open_run, seal, stage, staged
from .linking import keep_links, mark_linked
from .night import begin_stage, end_stage
from .published import BATCH, Written, assign, drop, expand, put
from .tally import add_counts

__all__ = [
    "BATCH",
    "Written",
    "add_attempt",
    "add_counts",
    "add_handled",
    "add_judgement",
    "add_line",
    "asking",
    "assign",
    "begin_stage",
    "claim_item",
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
    "open_run",
    "people",
    "put",
    "put_items",
    "release_edition",
    "seal",
    "stage",
    "staged",
    "write_text",
]
