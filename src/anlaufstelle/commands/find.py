"""`anlaufstelle find`: the search of the site, on the command line."""

import argparse
import sys

import django
import msgspec
from django.conf import settings

from anlaufstelle.errors import IndexUnavailable


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="what somebody looks for, in their own words")
    parser.add_argument("--place", help="postcode or name of a town, district or county")
    parser.add_argument("--lang", default="de", help="language of the question (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=10, help="results at most (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.epilog = (
        'examples:\n  anlaufstelle find "Strom abgestellt" --place 45699\n  anlaufstelle find evsiz --lang tr --json'
    )


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.catalogue import read  # slow import: tables need Django to be set up
    from anlaufstelle.search import find, index  # slow import: loads the engine

    if not index.exists(settings.ANLAUFSTELLE_HOME):
        raise IndexUnavailable(
            f"{settings.ANLAUFSTELLE_HOME} holds no search index yet. Run `anlaufstelle night` or `demo` first."
        )
    edition = read.edition(settings.ANLAUFSTELLE_EDITION)
    answer = find.find(
        args.query, place=args.place, lang=args.lang, limit=args.limit, home=settings.ANLAUFSTELLE_HOME, edition=edition
    )
    if args.json:
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
        return 0
    print(f"{answer.total} Treffer ({answer.fit}), {answer.took_ms:.1f} ms")
    for number, result in enumerate(answer.results, start=1):
        print(f"{number:3}. {result.name} – {result.organization or ''}  [{', '.join(result.why)}]")
    return 0
