"""`anlaufstelle draft-sheet FILE`: proposes the fact sheet of a file; a person decides what was not understood."""

import argparse
import sys
from pathlib import Path

from anlaufstelle.errors import BadSheet
from anlaufstelle.gather.draft.propose import propose


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, TSV, XLSX, XLS, ODS, JSON, JSON lines or GeoJSON")
    parser.add_argument("--out", type=Path, metavar="SHEET.yml", help="write it here (default: print it)")
    parser.epilog = (
        "example:\n  anlaufstelle draft-sheet liste.xlsx --out sources/de/musterstadt/liste.yml\n"
        "  anlaufstelle gather sources/de/musterstadt/liste.yml --dry-run"
    )


def run(args: argparse.Namespace) -> int:
    if args.out and args.out.exists():
        raise BadSheet(f"{args.out}: exists already. Name another file, or remove it first; nothing was written.")
    text = propose(args.file, args.out)
    if args.out:
        args.out.write_text(text, encoding="utf-8")
        print(f"{args.out} written. Try it: anlaufstelle gather {args.out} --dry-run", file=sys.stderr)
    else:
        sys.stdout.write(text)
    return 0
