"""`anlaufstelle backup`: the whole instance as one file, while it runs."""

import argparse
from pathlib import Path

import django


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="file to write; one that is there is replaced when done"
    )
    parser.epilog = "example:\n  anlaufstelle backup herten-2026-11-22.zip"


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import backup, setup  # slow import: tables need Django to be set up

    setup.ensure()
    made = backup.backup(args.path)
    rows = sum(one.rows for one in made.tables.values())
    print(f"{args.path}: {rows} rows of {len(made.tables)} tables, {len(made.files)} files, as of {made.made_at}")
    print("It holds the keys of this instance and names of people: keep it where only you can read it.")
    return 0
