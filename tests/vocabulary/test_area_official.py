"""The shipped tables measured against official downloads, which never enter this repository."""

import csv
from collections import defaultdict

from anlaufstelle.vocabulary import area, area_data, area_names
from tests.shared import shared


def _rows(name: str) -> list[dict[str, str]]:
    with shared(f"data/places/{name}").open(newline="") as file:
        return list(csv.DictReader(file))


def _key(name: str) -> str:
    return area_names.loose(area_names.key(area_names.official(name)))


def test_at_least_99_percent_of_todays_municipalities_are_known() -> None:
    codes = {row["ags"] for row in _rows("gemeinden.csv")}
    known = codes & area_data.places().keys()
    print(f"AGS: {len(known)} of {len(codes)} = {len(known) / len(codes):.2%}")
    assert len(known) / len(codes) >= 0.99


def test_at_least_97_percent_of_postal_code_rows_are_right() -> None:
    """Right: the municipality of that name in that Kreis, else (a village, a merged one) the one around the point."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows("gemeinden.csv"):
        for name in (area_names.official(row["name"]), *area_names.shortened(area_names.official(row["name"]))):
            named[row["ags"][:5], _key(name)].add(row["ags"])
    codes = area_data.postal_codes()
    rows = [row for row in _rows("plz_orte.csv") if row["is_gemeinde_name"] == "1"]
    right = 0
    for row in rows:
        ours = set(codes.get(row["plz"], ()))
        wanted = named.get((row["kreis_ags"], _key(row["place"])), set()) & area_data.places().keys()
        around = "" if wanted else area.contains(float(row["lat"]), float(row["lon"])) or ""
        right += bool(ours & (wanted or {around}))
    print(f"PLZ rows: {right} of {len(rows)} = {right / len(rows):.2%}")
    assert right / len(rows) >= 0.97
