"""HSDS 3.1 in and out: `write` for the API, `read` for a neighbour's. docs/reference/hsds-profile.md says the rest."""

from .hsds_read import read
from .hsds_terms import TAXONOMIES, concept_term, taxonomy, word_term
from .hsds_write import lacks, write

__all__ = ["TAXONOMIES", "concept_term", "lacks", "read", "taxonomy", "word_term", "write"]
