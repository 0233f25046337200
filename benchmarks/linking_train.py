"""Makes `resolve/linking_model.json` from the labelled pairs of the half that may be learned from.

Needs the extra `linking` and ../shared; a handful of seconds. Chances of chance agreement (u) come from random pairs of
all records, chances of agreement between records of one thing (m) from the pairs labelled "same".
"""

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import linking
from splink import DuckDBAPI, Linker, SettingsCreator

from anlaufstelle.resolve import probable

MODEL = Path(probable.__file__).with_name("linking_model.json")
SHARING = 1 / 250
"""How many pairs are one thing of those that share a key; sets what the two thresholds mean."""
LEAST = 1.0
"""Added to every count, so that what was never seen is unlikely and not impossible."""


def level(sql: str, name: str) -> dict[str, Any]:
    return {"sql_condition": sql, "label_for_charts": name}


def null(*names: str) -> dict[str, Any]:
    gone = " OR ".join(f"{name}_{side} IS NULL" for name in names for side in "lr")
    return {"sql_condition": gone, "label_for_charts": "not stated", "is_null_level": True}


def compared(name: str, *levels: dict[str, Any], of: str | None = None) -> dict[str, Any]:
    return {
        "output_column_name": name,
        "comparison_levels": [null(of or name), *levels, level("ELSE", "other")],
    }


INSIDE = "list_has_all(words_l, words_r) OR list_has_all(words_r, words_l)"
COMPARISONS = [
    compared(
        "name",
        level("(name_l = name_r OR words_l = words_r) AND telling_l AND telling_r", "same, and telling"),
        level("name_l = name_r OR words_l = words_r", "same words"),
        level("jaro_winkler_similarity(name_l, name_r) > 0.95", "but for a letter"),
        level(f"({INSIDE}) AND 2 * len(list_intersect(words_l, words_r)) > len(words_l)", "mostly one in the other"),
        level(INSIDE, "one in the other"),
        level("list_has_any(words_l, words_r)", "a word"),
    ),
    compared("sorts", level("sorts_l = sorts_r", "same"), level("list_has_any(sorts_l, sorts_r)", "one of them")),
    compared("phones", level("list_has_any(phones_l, phones_r)", "same")),
    compared("mail", level("mail_l = mail_r", "same")),
    compared("web", level("web_l = web_r", "same")),
    compared("doors", level("doors_l = doors_r", "same"), level("list_has_any(doors_l, doors_r)", "one of them")),
    compared("towns", level("list_has_any(towns_l, towns_r)", "same")),
    compared("provider", level("provider_l = provider_r", "same")),
    compared("day", level("day_l = day_r", "same")),
    compared("text", level("text_l = text_r", "same")),
]


def main() -> int:
    records = linking.records()
    connection = duckdb.connect(":memory:")
    probable.table(connection, list(records.values()))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=COMPARISONS,
        blocking_rules_to_generate_predictions=[probable.rule(across=False)],
        probability_two_random_records_match=SHARING,
    )
    linker = Linker(DuckDBAPI(connection).register("records"), settings, log_level=40)
    linker.training.estimate_u_using_random_sampling(max_pairs=4e6, seed=7, min_count_per_level=None)
    told = linker.misc.save_model_to_json()
    same = [pair for pair in linking.pairs() if pair.label == "same" and not pair.held]
    ids = [(records[pair.left].id, records[pair.right].id) for pair in same]
    connection.execute("CREATE TABLE same (l VARCHAR, r VARCHAR)")
    connection.executemany("INSERT INTO same VALUES (?, ?)", ids)
    for comparison in told["comparisons"]:
        _learn(connection, comparison["comparison_levels"])
    told.pop("blocking_rules_to_generate_predictions", None)
    told.pop("linker_uid", None)
    MODEL.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{MODEL.name}: from {len(ids)} pairs of one thing and random pairs of {len(records)} records")
    return 0


def _learn(connection: duckdb.DuckDBPyConnection, levels: list[dict[str, Any]]) -> None:
    """Counts the level each labelled pair falls into; pairs that do not state the value teach nothing."""
    cases = " ".join(
        f"WHEN {one['sql_condition']} THEN {place}"
        for place, one in enumerate(levels)
        if one["sql_condition"] != "ELSE"
    )
    columns = ", ".join(f"{side}.{name} AS {name}_{side}" for name in probable.COLUMNS for side in ("l", "r"))
    inner = f"SELECT {columns} FROM same JOIN records l ON l.unique_id = same.l JOIN records r ON r.unique_id = same.r"
    found = connection.execute(
        f"SELECT CASE {cases} ELSE {len(levels) - 1} END AS level, count(*) FROM ({inner}) GROUP BY 1"
    ).fetchall()
    seen = dict(found)
    stated = [place for place, one in enumerate(levels) if not one.get("is_null_level")]
    whole = sum(seen.get(place, 0) + LEAST for place in stated)
    for place in stated:
        levels[place]["m_probability"] = (seen.get(place, 0) + LEAST) / whole
        levels[place].setdefault("u_probability", 1e-6)


if __name__ == "__main__":
    sys.exit(main())
