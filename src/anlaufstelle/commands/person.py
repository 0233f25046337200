"""`anlaufstelle person NAME_OR_ADDRESS`: what is kept about somebody, as JSON; `--forget` takes it out."""

import argparse

import django
import msgspec


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("said", metavar="NAME_OR_ADDRESS", help="as it is written: a name, an e-mail, a number")
    parser.add_argument("--forget", action="store_true", help="delete the account, and put a made-up name beside acts")
    parser.epilog = 'examples:\n  anlaufstelle person "Eva Muster"\n  anlaufstelle person eva@example.org --forget'


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.pipeline import person, setup  # slow import: tables need Django to be set up

    setup.ensure()
    told = person.forget(args.said) if args.forget else person.about(args.said)
    print(msgspec.json.format(msgspec.json.encode(told, enc_hook=str)).decode())
    return 0
