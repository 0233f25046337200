"""Rows of weekday, opening and closing time, as HSDS had them before 3.0, in OSM's words."""

import re
from collections.abc import Iterable

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
NAMED = {"mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6, "di": 1, "mi": 2, "do": 3, "so": 6}
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])?\.?m?\.?", re.I)


def week(rows: Iterable[tuple[str, str, str]]) -> tuple[str, list[str]]:
    """(hours, rows that could not be read). A row without times says that it is closed that day."""
    spans: dict[int, list[str]] = {}
    odd: list[str] = []
    for day, opens, closes in rows:
        number = _day(day)
        if number is not None and not opens and not closes:
            continue
        first, last = _time(opens), _time(closes)
        if number is None or first is None or last is None or last <= first:
            odd.append(f"{day} {opens}-{closes}")
        else:
            spans.setdefault(number, []).append(f"{first}-{last}")
    days = [(number, ",".join(sorted(spans[number]))) for number in sorted(spans)]
    return "; ".join(_folded(days)), odd


def _folded(days: list[tuple[int, str]]) -> Iterable[str]:
    """Following days with the same hours in one: Mo-Fr 09:00-17:00."""
    start = 0
    for end in range(1, len(days) + 1):
        if end < len(days) and days[end][0] == days[end - 1][0] + 1 and days[end][1] == days[start][1]:
            continue
        first, last = DAYS[days[start][0]], DAYS[days[end - 1][0]]
        yield f"{first if first == last else f'{first}-{last}'} {days[start][1]}"
        start = end


def _day(words: str) -> int | None:
    """A name in English or German, or 1 (Monday) to 7."""
    if words.isdigit():
        return int(words) - 1 if 1 <= int(words) <= 7 else None
    return NAMED.get(words[:2].casefold())


def _time(words: str) -> str | None:
    found = TIME.fullmatch(words.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
