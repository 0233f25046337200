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

    setup.ensure()
    reports = []
    for sheet in intake.sheets(args.sources, settings.ANLAUFSTELLE_SOURCES):
        with stage(f"gather {sheet.id}") as tick:
            reports.append(intake.gather_source(sheet, dry_run=args.dry_run, progress=tick))
    if args.json:
        sys.stdout.write(msgspec.json.encode(reports).decode() + "\n")
    else:
        for report in reports:
            _print(report)
    return 0


def _print(report: object) -> None:
    told = msgspec.to_builtins(report)
    numbers = ", ".join(f"{told.get(name, 0)} {name}" for name in ("read", "new", "changed", "unchanged", "gone"))
    print(f"{told['source']}: {numbers}; {len(told.get('findings', ()))} findings")
    for finding in told.get("findings", ())[:20]:
        print(f"  {finding}")
    for field, why in told.get("ignored", {}).items():
        print(f"  ignored {field}: {why}")
