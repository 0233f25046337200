"""Every write, called by the pipeline only. No transaction here is longer than 200 ms: many rows come in batches."""

from .attempts import add_attempt
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
    "add_judgement",
    "add_line",
    "assign",
    "begin_stage",
    "discard",
    "drop",
    "end_stage",
    "expand",
    "hold",
    "keep_edition",
    "keep_links",
    "keep_source",
    "mark_linked",
    "open_run",
    "put",
    "release_edition",
    "seal",
    "stage",
    "staged",
    "write_text",
]
