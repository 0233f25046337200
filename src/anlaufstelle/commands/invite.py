"""`anlaufstelle invite ROLE NAME --area AGS`: a link by which a person makes an account, or gets back into theirs."""

import argparse

import django
from django.conf import settings


def describe(parser: argparse.ArgumentParser) -> None:
    roles = "operator, editor, provider, caller, adviser, planner, translator, member"
    parser.add_argument("role", metavar="ROLE", help=roles)
    parser.add_argument("name", metavar="NAME", help="what the person signs in with; stands beside every decision")
    where = "official code of the town, or net:SLUG of a network (not for operators)"
    parser.add_argument("--area", default="", metavar="AGS", help=where)
    parser.add_argument("--organization", default="", metavar="ID", help="for a provider: the organisation's id")
    parser.add_argument("--mail", default="", metavar="MAIL", help="address at the town's own sign-in, if it has one")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the site is (default: %(default)s)")
    parser.epilog = 'example:\n  anlaufstelle invite editor "Eva Muster" --area 05562020'


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.catalogue.rules import Held  # slow import: tables need Django to be set up
    from anlaufstelle.pipeline import accounts, setup  # slow import: as above

    setup.ensure()
    held = Held(args.role, args.area, args.organization)
    token = accounts.invite(by=accounts.SYSTEM, name=args.name, held=held, mail=args.mail)
    print(f"{args.address.rstrip('/')}/desk/einladung/{token}")
    print(f"The link works once, for {accounts.LINK_LIVES.days} days. Data folder: {settings.ANLAUFSTELLE_HOME}")
    return 0
