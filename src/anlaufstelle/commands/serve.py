"""`anlaufstelle serve`: the production server process.

It keeps no access log at all, and its error log names neither addresses nor query strings: what somebody looked for is
nobody's business (see docs/explanation/privacy.md).
"""

import argparse
import logging
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

THREADS = 4
"""Requests at work in one process: enough that one waiting for the disk holds up nobody, few enough for one core."""

WAITING = 64
"""Requests one process accepts beyond; the others wait outside, where another process may take them."""

logger = logging.getLogger("anlaufstelle.serve")


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (default: %(default)s)")
    parser.epilog = "example:\n  anlaufstelle serve --host 0.0.0.0 --port 8000 --workers 4"


def run(args: argparse.Namespace) -> int:
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    serve(args.host, args.port, args.workers)
    return 0


def serve(host: str, port: int, workers: int) -> None:
    """Blocks until stopped. Restarts a worker that dies; static files are sent by the server itself."""
    from granian.constants import Interfaces  # slow import: the server is only needed here
    from granian.log import LogLevels  # slow import: the server is only needed here
    from granian.server import Server  # slow import: the server is only needed here

    os.environ["ANLAUFSTELLE_HOME"] = str(settings.ANLAUFSTELLE_HOME)
    Server(
        "anlaufstelle.faces.wsgi:application",
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        interface=Interfaces.WSGI,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        static_path_mount=[Path(settings.STATIC_ROOT)],
        static_path_route=["/static"],
        static_path_expires=31_536_000,
    ).serve()
