"""A row of numbers as a small line: how it was is seen at a glance, how it is stands beside it as a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from anlaufstelle.catalogue.shapes import SourceTrend, Tried

WIDTH, HEIGHT, EDGE = 160, 32, 2


@dataclass(frozen=True)
class Line:
    """`points` is what an SVG polyline wants; "" where there is nothing to compare yet. `told` says it in words."""

    label: str
    value: str
    points: str
    told: str


@dataclass(frozen=True)
class Shown:
    """One source, its lines, and its tries with the newest first."""

    trend: SourceTrend
    lines: tuple[Line, ...]
    tries: tuple[Tried, ...]

    @property
    def last(self) -> Tried:
        return self.tries[0]


def shown(trend: SourceTrend) -> Shown:
    good = [one for one in trend.tries if one.status == 0]
    lines = (
        _line("Datensätze", [one.records for one in good]),
        _line("Neu, geändert, weg", [one.new + one.changed + one.gone for one in good]),
        _line("Befunde", [one.findings for one in good]),
        _line("Dauer in Sekunden", [round(one.seconds, 1) for one in good]),
    )
    return Shown(trend, lines, tuple(reversed(trend.tries)))


def _line(label: str, values: Sequence[float]) -> Line:
    if not values:
        return Line(label, "–", "", f"{label}: noch nie gelesen")
    least, most = min(values), max(values)
    told = f"{label} in {len(values)} Läufen: zuletzt {_number(values[-1])}, von {_number(least)} bis {_number(most)}"
    return Line(label, _number(values[-1]), points(values), told)


def points(values: Sequence[float]) -> str:
    """From left to right through all values, the least at the bottom; a level row runs in the middle."""
    if len(values) < 2:
        return ""
    least, most = min(values), max(values)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    room = HEIGHT - 2 * EDGE
    heights = [room / 2 if most == least else room * (most - value) / (most - least) for value in values]
    return " ".join(f"{EDGE + number * step:.1f},{EDGE + height:.1f}" for number, height in enumerate(heights))


def _number(value: float) -> str:
    return str(value).replace(".", ",")
