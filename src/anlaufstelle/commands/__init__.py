"""The command `anlaufstelle`: one file per command, each with `describe(parser)` and `run(args) -> exit status`.

Exit status everywhere: 0 fine, 1 findings above the limits (nothing replaced), 2 unusable input.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from anlaufstelle.errors import AnlaufstelleError, TooManyFindings

COMMANDS = {
    "demo": "everything for a first look: data folder, tables, Herten's source, index, site",
    "serve": "run the site",
    "draft-sheet": "propose the fact sheet of a spreadsheet, a JSON or GeoJSON file",
    "new-town": "make a town's edition, and say what help is still missing there",
    "gather": "read sources into the ledger",
    "night": "the night shift: gather, resolve, assemble, index for all due sources",
    "providers": "ask providers whether what we show still stands: mail, letters, answers that came back",
    "find": "the same search the site uses",
    "evaluate": "measure finding with a file of queries",
    "export": "write everything published to one file: HSDS, tables, GeoJSON, iCal or CSV",
    "backup": "the whole instance as one file, while it runs",
    "restore": "an instance from its backup, after the whole file was checked",
    "person": "what is kept about somebody, and forgetting it",
    "invite": "let a person into the desk, or give a new way in",
    "places": "update the table of municipalities from official downloads",
}


def _module(name: str) -> Any:
    return importlib.import_module(f"anlaufstelle.commands.{name.replace('-', '_')}")


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; with `only`, the options of just that command are loaded, which starts faster."""
    top = argparse.ArgumentParser(
        prog="anlaufstelle",
        description="One place to find social help in a German municipality.",
        epilog="Try: anlaufstelle demo        Data folder: ANLAUFSTELLE_HOME (default: var)",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(
            name, help=text, description=text, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if only in (None, name):
            _module(name).describe(sub)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; an error made on purpose is printed as its own words, never as a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    only = arguments[0] if arguments and arguments[0] in COMMANDS else None
    args = parser(only).parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")
    try:
        return int(_module(args.command).run(args))
    except TooManyFindings as error:
        print(f"anlaufstelle {args.command}: {error}", file=sys.stderr)
        return 1
    except AnlaufstelleError as error:
        print(f"anlaufstelle {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
