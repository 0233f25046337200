"""Whatever a source writes into whatever column: the row arrives, and every value is used, kept or told."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from anlaufstelle.gather.fields import targets
from anlaufstelle.gather.readers import DAMAGED

from .sheets import harvest, sheet

PATHS = [path for path in targets("service") if path not in ("key", "organization_id")]
WORDS = st.sampled_from(
    [
        "ab 18",
        "Mo 9-12",
        "0201 1",
        "kostenlos",
        "24/7",
        "nach Vereinbarung",
        "Herten",
        "2026-13",
        "http://[",
        "@",
        "ja",
        "-",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=30, deadline=timedelta(seconds=2))
@given(st.dictionaries(st.sampled_from(PATHS), VALUES, max_size=6))
def test_the_row_arrives(row):
    if DAMAGED.search(json.dumps(row, ensure_ascii=False)):
        return
    fields = {"id": "key", "title": "name", **{path.replace(".", "_"): path for path in PATHS}}
    content = json.dumps({"id": "a1", "title": "Muster", **{path.replace(".", "_"): row[path] for path in row}})
    with TemporaryDirectory() as folder:
        keys = {"fields": fields, "expect": {"max_findings": 10_000}}
        report, handed = harvest(sheet(Path(folder), content + "\n", **keys))
    assert report.read == 1
    assert "a1" in handed
