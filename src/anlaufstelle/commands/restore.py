"""`anlaufstelle restore`: an instance from its backup; nothing is touched before the whole file was checked."""

import argparse
from pathlib import Path

import django


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="file that `backup` wrote")
    parser.add_argument("--replace", action="store_true", help="also where something is already: it is lost")
    parser.epilog = "example:\n  ANLAUFSTELLE_HOME=/srv/new anlaufstelle restore herten-2026-11-22.zip"


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import backup, setup  # slow import: tables need Django to be set up

    setup.migrate()
    brought = backup.restore(args.path, replace=args.replace)
    rows = sum(one.rows for one in brought.tables.values())
    print(f"{rows} rows of {len(brought.tables)} tables, as of {brought.made_at}; the search index is made anew.")
    print("Start `serve` again: the keys may be others now, and everybody signs in anew.")
    return 0
