"""`anlaufstelle demo`: from an empty folder to Herten's site in one step. A second run only brings it up to date.

Every run gives the two accounts of the desk new passwords and prints them: those of the last run open nothing.
"""

import argparse
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from .progress import stages
from .serve import serve


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.epilog = "example:\n  anlaufstelle demo --port 8080"


LOCAL = ("127.0.0.1", "localhost", "::1")
TRIALS = (("redaktion", "editor", "05562020"), ("betrieb", "operator", ""))
"""Accounts for a first look: name, role, area."""


def run(args: argparse.Namespace) -> int:
    if args.host in LOCAL:  # a first look needs no telephone beside it; whoever can be reached from outside does
        os.environ.setdefault("ANLAUFSTELLE_SECOND_STEP", "0")
    django.setup()
    from anlaufstelle.catalogue.rules import Held  # slow import: tables need Django to be set up
    from anlaufstelle.pipeline import accounts, night, schedule, setup  # slow import: tables need Django to be set up

    broken = setup.ensure()
    with stages() as tick:
        found = schedule.of(Path(settings.ANLAUFSTELLE_SOURCES))
        report = night.night(found.sheets, broken=broken | found.broken, progress=tick)
    for line in report.lines():
        print(line)
    if report.exit_status():
        return report.exit_status()
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"\nAnlaufstelle Herten is ready:  http://{args.host}:{args.port}")
    print(f"The desk:  http://{args.host}:{args.port}/desk/  with one of these, good until the next start:")
    for name, role, area in TRIALS:
        print(f"  {name:10} {accounts.trial(name, Held(role, area))}   ({role})")
    print("Stop with Ctrl+C.", flush=True)
    serve(args.host, args.port, workers=1)
    return 0
