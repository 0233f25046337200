"""`anlaufstelle new-town AGS`: a town's edition from what is known already, and what is still missing there."""

import argparse
import sys
from pathlib import Path

import django
import msgspec
from django.conf import settings

from .progress import stages


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ags", metavar="AGS", help="the municipality's official code, 8 digits")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where to write (default: the sources folder)")
    parser.add_argument("--osm", type=Path, metavar="FILE", help="an OpenStreetMap extract to read as well")
    parser.add_argument("--languages", metavar="CODES", help="separated by commas (default: all the site speaks)")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    parser.epilog = "example:\n  anlaufstelle new-town 05562032"


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import coverage, new_town, night, schedule, setup  # slow import: tables need Django

    sources = Path(settings.ANLAUFSTELLE_SOURCES)
    broken = setup.ensure()
    spoken = tuple(args.languages.split(",")) if args.languages else tuple(code for code, _ in settings.LANGUAGES)
    folder = new_town.make(args.ags, args.out or sources, languages=spoken, osm=args.osm)
    with stages() as tick:
        found = schedule.of(sources)
        report = night.night(found.sheets, broken=broken | found.broken, progress=tick)
    told = coverage.of_town(args.ags)
    if args.json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
        return report.exit_status()
    print(*coverage.lines(told), sep="\n")
    print(*(f"{name}: {why}" for name, (_, why) in report.failed.items()), sep="\n", end="")
    slug = setup.edition(folder / "edition.yml").slug
    print(f"\nWritten: {folder / 'edition.yml'}")
    if not folder.resolve().is_relative_to(sources.resolve()):
        print(f"It lies outside {sources}: move it there to have it read again every night.")
    print(f"See it:  ANLAUFSTELLE_EDITION={slug} anlaufstelle serve")
    return report.exit_status()
