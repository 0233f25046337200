"""`anlaufstelle evaluate`: how well the search finds what people mean, measured on a file of queries.

The source goes through the normal path (gather, ledgers, assemble, index) into a catalogue of its own in a temporary
folder, which is thrown away afterwards. Nothing of the running instance is read or changed.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
import msgspec

from anlaufstelle.errors import Unreadable

from .progress import stage, stages


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("queries", type=Path, metavar="QUERIES.jsonl", help='lines of {"id","text","lang",…}')
    parser.add_argument("--source", type=Path, required=True, metavar="SHEET.yml", help="fact sheet, or a folder")
    parser.add_argument("--run", type=Path, metavar="RUN.jsonl", help="write the rankings here")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.epilog = "example:\n  anlaufstelle evaluate evaluation/herten-lay.jsonl --source sources/de/herten/"


def run(args: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-evaluate-") as home:
        os.environ["ANLAUFSTELLE_HOME"] = home
        os.environ["DATABASE_URL"] = f"sqlite:///{home}/evaluate.sqlite3"
        django.setup()
        return _measure(args, Path(home))


def _measure(args: argparse.Namespace, home: Path) -> int:
    from anlaufstelle.catalogue import read  # slow import: tables need Django to be set up
    from anlaufstelle.gather import source  # slow import: readers are only needed here
    from anlaufstelle.pipeline import night, setup  # slow import: tables need Django to be set up
    from anlaufstelle.search import evaluate  # slow import: loads the engine

    queries = evaluate.read_queries(args.queries)
    setup.ensure()
    with stages() as tick:
        report = night.night(source.sheets(args.source), progress=tick)
    if report.exit_status():
        raise Unreadable("; ".join(report.lines()))
    towns = list(args.source.rglob("edition.yml")) if args.source.is_dir() else []
    edition = read.edition(setup.edition(towns[0]).slug) if towns else None
    with stage("ask the queries", len(queries)) as tick:
        figures, rankings = evaluate.measure(queries, home=home, edition=edition, progress=tick)
    if args.run:
        args.run.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in rankings))
    if args.json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
    else:
        print(evaluate.table(figures))
    return 0
