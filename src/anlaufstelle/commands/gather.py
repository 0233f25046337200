"""`anlaufstelle gather`: read sources into ledger 1 and say exactly what came of it."""

import argparse
import sys

import django
import msgspec
from django.conf import settings

from .progress import stage


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SHEET.yml|SOURCE_ID", help="fact sheets or ids (default: all)")
    parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
    parser.add_argument("--json", action="store_true", help="print the run reports as JSON")
    parser.epilog = (
        "exit status: 0 fine · 1 findings above the sheet's limits, nothing replaced · 2 unusable, nothing replaced\n\n"
        "examples:\n  anlaufstelle gather\n  anlaufstelle gather sources/de/herten/herten.yml --dry-run"
    )


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import intake, setup  # slow import: tables need Django to be set up

    print(*setup.ensure().values(), sep="\n", end="", file=sys.stderr)
    reports = []
    for sheet in intake.sheets(args.sources, settings.ANLAUFSTELLE_SOURCES):
        with stage(f"gather {sheet.id}") as tick:
            reports.append(intake.gather_source(sheet, dry_run=args.dry_run, progress=tick))
    if args.json:
        sys.stdout.write(msgspec.json.encode(reports).decode() + "\n")
    else:
        for report in reports:
            print(*report.lines(), sep="\n")
    return 0
