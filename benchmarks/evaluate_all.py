"""`make evaluate`: runs every set of `evaluation/` and rewrites the tables in docs/reference/finding.md, and the one of
docs/explanation/linking.md.

Sets whose texts are not on this machine are named and left as they stand in the table.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import hours_lines
import linking

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "finding.md"
LINKING = ROOT / "docs" / "explanation" / "linking.md"
SHARED = ROOT.parent / "shared" / "data" / "search-eval"
HERTEN = ROOT / "sources" / "de"
"""As an instance has it, and `tests/acceptance/test_figures.py`: the town's own entries and the country's."""
LAY = ("herten-lay", *(f"herten-lay-{number}" for number in range(2, 13)))
SETS = {
    **{name: (ROOT / "evaluation" / f"{name}.jsonl", HERTEN) for name in LAY},
    "omos": (SHARED / "omos_queries.jsonl", ROOT / "evaluation" / "omos.yml"),
    "munich": (SHARED / "munich_queries.jsonl", ROOT / "evaluation" / "munich.yml"),
}
FIGURES = ("hit@1", "hit@5", "hit@10", "MRR@10", "nDCG@10", "empty")


def measure(name: str) -> dict[str, dict[str, float]] | None:
    queries, source = SETS[name]
    if not queries.exists():
        print(f"{name}: {queries.name} is not on this machine; its figures stay as they are", file=sys.stderr)
        return None
    command = [sys.executable, "-m", "anlaufstelle", "evaluate", str(queries), "--source", str(source), "--json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def block(name: str, figures: dict[str, dict[str, float]]) -> str:
    lines = [f"| {name} | queries | {' | '.join(FIGURES)} | p50 ms | p95 ms |", "|---" * (len(FIGURES) + 4) + "|"]
    for language, row in sorted(figures.items()):
        numbers = " | ".join(f"{row[figure]:.3f}" for figure in FIGURES)
        lines.append(f"| {language} | {row['queries']:.0f} | {numbers} | {row['p50_ms']:.1f} | {row['p95_ms']:.1f} |")
    stamp = datetime.now(tz=UTC).date().isoformat()
    return f"<!-- {name} -->\nMeasured {stamp}.\n\n" + "\n".join(lines) + f"\n<!-- /{name} -->"


def replaced(page: str, name: str, told: str) -> str:
    """The page with one block new; "" leaves it as it is."""
    before, _, rest = page.partition(f"<!-- {name} -->")
    return before + told + rest.partition(f"<!-- /{name} -->")[2] if told else page


def hours() -> str:
    """German hours in prose: what is read without a person, and what of that is wrong."""
    found, missing = hours_lines.lines()
    if missing:
        print(f"hours: {missing} lines are not on this machine; their figures stay as they are", file=sys.stderr)
        return ""
    rows = ["| half | lines | with hours | accepted | share | of all lines | wrong |", "|---" * 7 + "|"]
    for name, row in hours_lines.measure(found).items():
        counts = f"{row['lines']} | {row['readable']} | {row['accepted']}"
        rows.append(f"| {name} | {counts} | {row['accepted share']:.3f} | {row['of all lines']:.3f} | {row['wrong']} |")
    told = (
        f"<!-- hours -->\nMeasured {datetime.now(tz=UTC).date().isoformat()}.\n\n"
        + "\n".join(rows)
        + "\n<!-- /hours -->"
    )
    print(told)
    return told


def links() -> None:
    """Which records are one thing: written into a page of its own, since it explains how."""
    told = linking.table()
    if told is None:
        print("linking: its sources are not on this machine; its figures stay as they are", file=sys.stderr)
        return
    stamp = datetime.now(tz=UTC).date().isoformat()
    told = f"<!-- linking -->\nMeasured {stamp}.\n\n{told}\n<!-- /linking -->"
    LINKING.write_text(replaced(LINKING.read_text(encoding="utf-8"), "linking", told), encoding="utf-8")
    print(told)


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    asked = sys.argv[1:] or [*SETS, "hours", "linking"]
    if "linking" in asked:
        links()
    if "hours" in asked:
        page = replaced(page, "hours", hours())
        PAGE.write_text(page, encoding="utf-8")
    for name in asked:
        if name not in SETS:
            continue
        figures = measure(name)
        if figures:
            told = block(name, figures)
            page = replaced(page, name, told)
            PAGE.write_text(page, encoding="utf-8")
            print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
