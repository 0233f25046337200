"""`anlaufstelle places update FILE…`: newer tables of municipalities and postcodes than the ones shipped."""

import argparse
from pathlib import Path

from django.conf import settings

from anlaufstelle.vocabulary import places_update


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["update"])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="Destatis GV100AD, GeoNames DE.txt or .zip")
    parser.epilog = "example:\n  anlaufstelle places update GV100AD_301123.txt DE.zip"


def run(args: argparse.Namespace) -> int:
    report = places_update.update(args.files, settings.ANLAUFSTELLE_HOME / "places")
    print(report)
    return 0
