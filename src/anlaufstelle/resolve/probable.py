"""Linking above ten thousand records: Splink's trained model blocks and scores inside DuckDB, on all cores.

The model (`linking_model.json`) is data: `benchmarks/linking_train.py` makes it from the labelled pairs. What it finds
likely goes through the plain rules once more, which word the reasons and keep their veto: nothing that speaks against
a pair is ever outvoted. Splink is the extra `linking`; a town that has not installed it goes on with the rules alone.
"""

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from .link import CROWD, Link, keys, linked, rarity
from .traits import Traits
from .weigh import AGAINST, HALF, Rarity, Verdict, Weighed, weigh

SAME = 0.93
"""Probability from which on two records are one without a person; made no wrong merge on the labelled pairs."""
ASK = 0.5
DOUBTFUL = {"name-inside", "name-part", "name-shared"}
"""However likely, a person looks at names of which one only holds the other, and at names that many bear."""
COLUMNS = {
    "unique_id": "VARCHAR",
    "source": "VARCHAR",
    "keys": "VARCHAR[]",
    "name": "VARCHAR",
    "telling": "BOOLEAN",
    "words": "VARCHAR[]",
    "sorts": "VARCHAR[]",
    "phones": "VARCHAR[]",
    "mail": "VARCHAR",
    "web": "VARCHAR",
    "doors": "VARCHAR[]",
    "towns": "VARCHAR[]",
    "provider": "VARCHAR",
    "day": "VARCHAR",
    "text": "VARCHAR",
}


@cache
def installed() -> bool:
    return find_spec("splink") is not None


def candidates(records: Sequence[Traits]) -> list[Link]:
    """Links between records of two sources, best first, as `link.candidates` gives them."""
    by_id = {one.id: one for one in records}
    rare = rarity(records)
    weighed = {
        (left, right): found
        for left, right, probability in score(records)
        if (found := judged(weigh(by_id[left], by_id[right], rare), probability)).verdict != "apart"
    }
    return linked(by_id, weighed)


class Judged(Weighed, frozen=True):
    """The model's probability as score, with the rules' reasons and their veto."""

    @property
    def verdict(self) -> Verdict:
        if self.score < ASK:
            return "apart"
        vetoed = any(one.weight <= AGAINST or one.why in DOUBTFUL or one.weight == HALF for one in self.reasons)
        return "same" if self.score >= SAME and not vetoed else "ask"


def judged(by_rules: Weighed, probability: float) -> Judged:
    """What the rules hold to be apart stays apart: a likely pair of another town, day or sort is not worth asking."""
    return Judged(0.0 if by_rules.verdict == "apart" else probability, by_rules.reasons)


def score(records: Sequence[Traits], *, across: bool = True) -> list[tuple[str, str, float]]:
    """(id, id, probability) of all pairs the keys bring together, likelier than not. `across`: of two sources only."""
    import duckdb  # slow import: an extra, only where there is much to link
    from splink import DuckDBAPI, Linker  # slow import: the same

    connection = duckdb.connect(":memory:")
    table(connection, records)
    linker = Linker(DuckDBAPI(connection).register("records"), model(across=across), log_level=40)
    found = linker.inference.predict(threshold_match_probability=ASK, warning_mode="never")
    wanted = f"SELECT unique_id_l, unique_id_r, match_probability FROM {found.physical_name}"
    rows = connection.execute(wanted).fetchall()
    return [(left, right, float(probability)) for left, right, probability in rows]


def model(*, across: bool = True) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(files(__package__).joinpath("linking_model.json").read_text(encoding="utf-8"))
    told["blocking_rules_to_generate_predictions"] = [rule(across=across)]
    return told


def rule(*, across: bool) -> dict[str, Any]:
    sql = "l.keys = r.keys" + (" AND l.source <> r.source" if across else "")
    return {"blocking_rule": sql, "sql_dialect": "duckdb", "arrays_to_explode": ["keys"]}


def table(connection: Any, records: Sequence[Traits]) -> None:
    """The records as DuckDB reads them; a crowded key is left out, as in `link.pairs`."""
    rare = rarity(records)
    listed = [(one, {f"{one.kind} {key}" for key in keys(one)}) for one in records]
    shared = Counter(key for _, own in listed for key in own)
    connection.execute(f"CREATE TABLE records ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    import pyarrow  # slow import: comes with splink

    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for one, own in listed:
        told = row(one, rare)
        told["keys"] = sorted(key for key in own if 1 < shared[key] <= CROWD)
        for name in COLUMNS:
            columns[name].append(told[name])
    handed = pyarrow.table(columns)  # noqa: F841 - DuckDB finds it by its name
    casts = ", ".join(f"{name}::{kind} AS {name}" for name, kind in COLUMNS.items())
    connection.execute(f"INSERT INTO records SELECT {casts} FROM handed")


def row(one: Traits, rare: Rarity) -> dict[str, Any]:
    """What the model compares. Crowded values count as not stated."""
    return {
        "unique_id": one.id,
        "source": one.source,
        "name": "".join(one.name.words) or None,
        "telling": one.name.telling and one.name.key not in rare.common,
        "words": sorted(set(one.name.words)) or None,
        "sorts": sorted(one.name.sorts) or None,
        "phones": sorted(one.phones - rare.crowded) or None,
        "mail": one.mail if one.mail and one.mail not in rare.crowded else None,
        "web": one.web if one.web and one.web not in rare.crowded else None,
        "doors": sorted(f"{at.street} {house} {at.town or at.code}" for at in one.streets for house in at.houses)
        or None,
        "towns": sorted(one.towns) or None,
        "provider": one.provider.key if one.provider else None,
        "day": one.starts[:10] or None,
        "text": one.text if len(one.text) >= 60 else None,
    }
