"""`anlaufstelle providers`: asking those who know. `night` does it by itself; this is for the hours of the day."""

import argparse
from pathlib import Path

import django

ACTS = {
    "write": "write the reminders that are due into the outbox",
    "send": "send what waits there, at civil hours",
    "bounces": "FOLDER: read returned mail (.eml) from a folder",
    "letter": "ORGANISATION FILE: a page to print, with a QR code to answer by",
    "trust": "ORGANISATION: what it says stands at once",
    "distrust": "ORGANISATION: what it says waits for an editor again",
    "revoke": "ORGANISATION: all its links open nothing any more",
}


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "act", choices=ACTS, metavar="ACT", help="; ".join(f"{one}: {text}" for one, text in ACTS.items())
    )
    parser.add_argument("about", nargs="?", default="", help="an organisation's id, or the folder of returned mail")
    parser.add_argument("file", nargs="?", help="where the page to print goes")
    parser.epilog = (
        "examples:\n  anlaufstelle providers send\n  anlaufstelle providers bounces var/bounces\n"
        "  anlaufstelle providers letter 0b9c…-…-… letter.html"
    )


def run(args: argparse.Namespace) -> int:
    django.setup()
    from anlaufstelle.catalogue import read  # slow import: tables need Django to be set up
    from anlaufstelle.errors import BadQuery, NotFound  # slow import: as above
    from anlaufstelle.pipeline import setup  # slow import: as above

    setup.ensure()
    if args.act in ("write", "send"):
        print(_mail(args.act))
        return 0
    if not args.about or (args.act == "letter" and not args.file):
        raise BadQuery(f"`providers {args.act}` needs more: {ACTS[args.act]}.")
    if args.act == "bounces":
        print(_bounces(Path(args.about)))
        return 0
    organization = read.resolve_id(args.about)
    if organization is None:
        raise NotFound(f"There is no organisation {args.about}. Its id stands in its address, /de/traeger/….")
    print(_about(args.act, organization, args.file))
    return 0


def _mail(act: str) -> str:
    from anlaufstelle.pipeline import outbox, reminders  # slow import: tables need Django to be set up
    from anlaufstelle.pipeline.alone import alone  # slow import: as above

    with alone():
        if act == "write":
            return f"{reminders.write()} letters written"
        done = outbox.send(land=reminders.land())
    return f"{done.sent} sent, {done.later} later, {done.refused} refused, {done.unsure} unsure"


def _bounces(folder: Path) -> str:
    from anlaufstelle.pipeline import bounces  # slow import: tables need Django to be set up

    found = bounces.take(folder)
    return f"{found.lasting} addresses no longer take mail, {found.passing} for now, {found.strange} not ours"


def _about(act: str, organization: str, file: str | None) -> str:
    from anlaufstelle.catalogue import store  # slow import: tables need Django to be set up
    from anlaufstelle.faces.provider import printed  # slow import: as above

    if act == "letter" and file:
        Path(file).write_text(printed.letter(organization), encoding="utf-8")
        return f"{file}: print it and send it within a few days; the link in it holds for 60"
    if act == "revoke":
        return f"{store.asking.revoke(organization)} links revoked"
    if act == "trust":
        store.asking.trust(organization, by="operator")
        return "what it says stands at once"
    store.asking.distrust(organization)
    return "what it says waits for an editor"
