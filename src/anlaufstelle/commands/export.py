"""`anlaufstelle export`: everything published, as one file. The old file stays until the new one is whole."""

import argparse
from pathlib import Path

import django


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", help="hsds, hsds-csv, geojson, ical or csv")
    parser.add_argument("path", type=Path, help="file to write; for hsds-csv a folder, or a file ending in .zip")
    parser.epilog = "examples:\n  anlaufstelle export hsds herten.json\n  anlaufstelle export hsds-csv herten.zip"


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import export, setup  # slow import: tables need Django to be set up

    setup.ensure()
    for line in export.export(args.format, args.path).lines():
        print(line)
    return 0
