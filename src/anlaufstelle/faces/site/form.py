"""The search box as `design/parts/ask.html` draws it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    action: str
    text: str = ""
    place: str = ""
    hint: str = ""
