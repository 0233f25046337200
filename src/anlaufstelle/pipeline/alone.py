"""One harvest at a time: a second night, or a `gather` beside it, waits for its turn.

Otherwise one would clear away as leftovers what the other is just staging. The lock ends with the process, however it
ends. It lies in the data folder; who runs several machines on one database lets only one of them have nights.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alone() -> Iterator[None]:
    home = Path(settings.ANLAUFSTELLE_HOME)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "night.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
