"""`anlaufstelle night`: the night shift, each stage restartable."""

import argparse
from pathlib import Path

import django
from django.conf import settings

from .progress import stages


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="from_stage",
        metavar="STAGE",
        help="begin at this stage: gather, resolve, assemble or index (default: gather)",
    )
    parser.epilog = "examples:\n  anlaufstelle night\n  anlaufstelle night --from assemble"


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.gather import source  # slow import: readers are only needed here
    from anlaufstelle.pipeline import export, night, setup  # slow import: tables need Django to be set up

    setup.ensure()
    with stages() as tick:
        report = night.night(source.sheets(settings.ANLAUFSTELLE_SOURCES), from_stage=args.from_stage, progress=tick)
    for line in report.lines():
        print(line)
    for line in export.dump(Path(settings.ANLAUFSTELLE_HOME)).lines():
        print(line)
    return report.exit_status()
