"""Whether a web address still leads somewhere. Who cannot be asked politely is not called dead."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..errors import NotFetched
from .fetch import Fetcher, Policy

State = Literal["alive", "dead", "unsure"]
GONE = (404, 410)
PATIENT = Policy(attempts=1, seconds=20.0, read_timeout=10.0)


class Answered(Struct, frozen=True):
    """`unsure`: the site does not want to be asked, or not by us; that says nothing about its pages."""

    state: State
    why: str = ""


def prober(fetcher: Fetcher) -> Fetcher:
    """As polite as the given one, but it tries once: a site that is down tonight is asked again another night."""
    quick = replace(
        fetcher.policy, attempts=PATIENT.attempts, seconds=PATIENT.seconds, read_timeout=PATIENT.read_timeout
    )
    return Fetcher(fetcher.cache.folder, quick)


def ask(fetcher: Fetcher, url: str) -> Answered:
    try:
        status = fetcher.status(url)
    except NotFetched as error:
        return Answered("dead" if error.nobody or isinstance(error.__cause__, OSError) else "unsure", str(error))
    if status < 400:
        return Answered("alive")
    return Answered("dead" if status in GONE or status >= 500 else "unsure", f"{url}: answered with {status}.")
