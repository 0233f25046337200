"""Whether a source lets its records be passed on in bulk. What says nothing may be: its town published it."""

import re

CLOSED = re.compile(
    r"all rights reserved|alle rechte vorbehalten|no redistribution|keine weitergabe|nicht zur weitergabe|"
    r"proprietary|propriet[äa]r|nur (?:zur|für die) anzeige|display only",
    re.I,
)


def forbids(licence: str | None) -> bool:
    return bool(licence and CLOSED.search(licence))
