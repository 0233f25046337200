"""The floor: tantivy alone with the plainest query over our own index: the same words, the same place, nothing else."""

from collections.abc import Iterable
from pathlib import Path

import tantivy
from rival_postgres import stems

from anlaufstelle.search.index.schema import schema
from anlaufstelle.search.index.store import current
from anlaufstelle.vocabulary import area

FACETS = {field: {"terms": {"field": field, "size": 400}} for field in ("need", "kind", "spoken")}


class Rival:
    def __init__(self, home: Path) -> None:
        path = current(home)
        assert path is not None, "build the index first"
        self._searcher = tantivy.Index.open(str(path)).searcher()
        self._stems: dict[str, list[str]] = {}

    def told(self, texts: Iterable[str]) -> None:
        """Analyses the words beforehand: the rival gets them ready-made and pays for nothing but its own work."""
        self._stems = {text: list(dict.fromkeys(stems(text))) for text in texts}

    def query(self, text: str, ags: str | None) -> tantivy.Query:
        either = [tantivy.Query.term_query(schema(), "text", stem) for stem in self._stems[text]]
        said = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in either])
        if ags is None:
            return said
        codes = [ags, *area.parents(ags)]
        served = [tantivy.Query.term_set_query(schema(), "area", codes)]
        served += [tantivy.Query.term_query(schema(), "within", ags, index_option="basic")]
        place = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in served])
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, said), (tantivy.Occur.Must, place)])

    def ask(self, text: str, ags: str | None) -> int:
        """Any word, best ten, how many there are, and what three facets count."""
        query = self.query(text, ags)
        found = self._searcher.search(query, limit=10, count=True)
        self._searcher.aggregate(query, FACETS)
        return int(found.count or 0)

    def ask_plainly(self, text: str, ags: str | None) -> int:
        """Any word, best ten, how many there are."""
        return int(self._searcher.search(self.query(text, ags), limit=10, count=True).count or 0)
