"""`anlaufstelle find`: the search of the site, on the command line."""

import argparse
import sys

import django
import msgspec
from django.conf import settings

from anlaufstelle.errors import BadValue, IndexUnavailable
from anlaufstelle.vocabulary import coordinates


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="what somebody looks for, in their own words")
    parser.add_argument("--place", help="postcode or name of a town, district or county")
    parser.add_argument("--lang", default="de", help="language of the question (default: %(default)s)")
    parser.add_argument("--near", help="the person's own point, as '51.5943, 7.1346': tells distances")
    parser.add_argument("--proximity", type=int, help="only what lies at most so many metres from --near")
    parser.add_argument("--limit", type=int, default=10, help="results at most (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.epilog = (
        'examples:\n  anlaufstelle find "Strom abgestellt" --place 45699\n  anlaufstelle find evsiz --lang tr --json'
    )


def run(args: argparse.Namespace) -> int:
    here = _here(args)
    django.setup()
    from anlaufstelle.catalogue import read  # slow import: tables need Django to be set up
    from anlaufstelle.search import find, index, proximity  # slow import: loads the engine
    from anlaufstelle.search.answer import Filters  # slow import: as above

    if not index.exists(settings.ANLAUFSTELLE_HOME):
        raise IndexUnavailable(
            f"{settings.ANLAUFSTELLE_HOME} holds no search index yet. Run `anlaufstelle night` or `demo` first."
        )
    near = proximity.Spot(*here) if here else None
    answer = find.find(
        args.query,
        place=args.place,
        lang=args.lang,
        limit=args.limit,
        home=settings.ANLAUFSTELLE_HOME,
        edition=read.edition(settings.ANLAUFSTELLE_EDITION),
        near=near,
        filters=Filters(proximity=proximity.condition(near, args.proximity)),
    )
    if args.json:
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
        return 0
    silent = f", {answer.unknown} ohne Angabe" if answer.unknown else ""
    print(f"{answer.total} Treffer ({answer.fit}){silent}, {answer.took_ms:.1f} ms")
    for number, result in enumerate(answer.results, start=1):
        far = f", {result.distance_m} m" if isinstance(result.distance_m, int) else ""
        print(f"{number:3}. {result.name} – {result.organization or ''}  [{', '.join(result.why)}{far}]")
    return 0


def _here(args: argparse.Namespace) -> coordinates.Point | None:
    if args.proximity is not None and (args.near is None or args.proximity < 1):
        raise BadValue("--proximity is in metres, one at least, and needs a point to measure from: give --near, too")
    return coordinates.point(args.near) if args.near is not None else None
