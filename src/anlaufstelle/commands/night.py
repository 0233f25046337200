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
    parser.add_argument(
        "--force",
        nargs="*",
        metavar="SOURCE_ID",
        help="read these sources though their rhythm says that they are not due; without ids: all",
    )
    parser.epilog = (
        "examples:\n  anlaufstelle night\n  anlaufstelle night --force herten\n  anlaufstelle night --from assemble"
    )


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import export, night, schedule, setup  # slow import: tables need Django to be set up

    broken = setup.ensure()
    with stages() as tick:
        found = schedule.of(Path(settings.ANLAUFSTELLE_SOURCES))
        force = schedule.EVERYTHING if args.force == [] else args.force
        report = night.night(
            found.sheets, from_stage=args.from_stage, force=force, broken=broken | found.broken, progress=tick
        )
    for line in report.lines():
        print(line)
    for line in export.dump(Path(settings.ANLAUFSTELLE_HOME)).lines():
        print(line)
    return report.exit_status()
