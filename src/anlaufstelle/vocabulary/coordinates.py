"""A point on the map from whatever a town hall writes: degrees in either order, UTM, Gauss-Krüger, web maps.

Germany lies between 46 and 56 degrees north and 5 and 16 east: the two ranges never meet, so the order of a pair, and
the system it is written in, can be told from the numbers alone. What fits nowhere in Germany is no point.
"""

import math
import re
from collections.abc import Sequence

from anlaufstelle.errors import BadValue

Point = tuple[float, float]
NORTH, EAST = (46.0, 56.0), (5.0, 16.0)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_DEGREES = re.compile(
    r"(?P<before>[NSEOW])?\s*(?P<degrees>\d{1,3})\s*°\s*(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’])?"
    r"\s*(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|”))?\s*(?P<after>[NSEOW])?",
    re.I,
)
WGS84 = (6378137.0, 1 / 298.257223563)
BESSEL = (6377397.155, 1 / 299.1528128)
"""Half axis and flattening."""
SHIFT = (598.1, 73.7, 418.2, 0.202, 0.045, -2.455, 6.7e-6)
"""From the German main triangle net (DHDN) to WGS 84: metres, arc seconds, scale; good to about three metres."""


def degrees(text: str | float) -> float:
    """One coordinate: `51.6`, `51,6`, `51° 35′ 24″ N`."""
    words = str(text).strip()
    if match := _DEGREES.fullmatch(words):
        parts = [float((match[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
        return -value if (match["before"] or match["after"] or "").upper() in ("S", "W") else value
    match_number = re.fullmatch(rf"({_NUMBER.pattern})\s*°?\s*[NEO]?", words, re.I)
    if match_number is None:
        raise BadValue(f"'{text}' is not a coordinate; write 51.5958")
    return float(match_number[1].replace(",", "."))


def point(stated: str | Sequence[float]) -> Point:
    """Latitude and longitude of a pair in Germany, to seven places. Raises `BadValue` for all else."""
    first, second = _pair(stated)
    for one, other in ((first, second), (second, first)):
        for system in (_plain, _utm, _gauss_krueger, _mercator):
            found = system(one, other)
            if found and NORTH[0] <= found[0] <= NORTH[1] and EAST[0] <= found[1] <= EAST[1]:
                return round(found[0], 7), round(found[1], 7)
    raise BadValue(f"'{stated}' is no point in Germany in any usual system (degrees, UTM, Gauss-Krüger, web Mercator)")


def _pair(stated: str | Sequence[float]) -> tuple[float, float]:
    if not isinstance(stated, str):
        numbers = [float(one) for one in stated if isinstance(one, int | float)]
        if len(numbers) != len(stated) or len(numbers) not in (2, 3):
            raise BadValue(f"'{stated}' is not a pair of coordinates")
        return numbers[0], numbers[1]
    if "°" in stated:
        angles = [degrees(one[0].strip()) for one in _DEGREES.finditer(stated)]
        if len(angles) == 2:
            return angles[0], angles[1]
    found = [float(one.replace(",", ".")) for one in _NUMBER.findall(re.sub(r"SRID=\d+;", "", stated))]
    if len(found) not in (2, 3):
        raise BadValue(f"'{stated}' is not a pair of coordinates; write 51.5958, 7.1352")
    return found[0], found[1]


def _plain(north: float, east: float) -> Point | None:
    return (north, east) if NORTH[0] <= north <= NORTH[1] and EAST[0] <= east <= EAST[1] else None


def _utm(east: float, north: float) -> Point | None:
    """Zone 32 unless the zone stands before the easting (32356789, 33412345)."""
    zone, east = divmod(east, 1_000_000)
    if not (zone in (0, 31, 32, 33) and 100_000 <= east <= 900_000 and 5_100_000 <= north <= 6_200_000):
        return None
    return _transverse((east - 500_000) / 0.9996, north / 0.9996, (zone or 32) * 6 - 183, WGS84)


def _gauss_krueger(east: float, north: float) -> Point | None:
    zone, east = divmod(east, 1_000_000)
    if not (zone in (2, 3, 4, 5) and 250_000 <= east <= 750_000 and 5_100_000 <= north <= 6_200_000):
        return None
    return _shifted(*_transverse(east - 500_000, north, zone * 3, BESSEL))


def _mercator(east: float, north: float) -> Point | None:
    if not (550_000 <= east <= 1_800_000 and 5_700_000 <= north <= 7_600_000):
        return None
    radius = WGS84[0]
    return math.degrees(2 * math.atan(math.exp(north / radius)) - math.pi / 2), math.degrees(east / radius)


def _transverse(east: float, north: float, meridian: float, ellipsoid: tuple[float, float]) -> Point:
    """The inverse of a transverse Mercator projection, Krüger's series; exact to below a millimetre here."""
    axis, flattening = ellipsoid
    n = flattening / (2 - flattening)
    radius = axis / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = north / radius, east / radius
    betas = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    xi, eta = (
        xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(betas, 1)),
        eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(betas, 1)),
    )
    chi = math.asin(math.sin(xi) / math.cosh(eta))
    deltas = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    phi = chi + sum(delta * math.sin(2 * j * chi) for j, delta in enumerate(deltas, 1))
    return math.degrees(phi), meridian + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))


def _shifted(latitude: float, longitude: float) -> Point:
    """From the Bessel ellipsoid to WGS 84 through space."""
    axis, flattening = BESSEL
    squared = flattening * (2 - flattening)
    phi, lam = math.radians(latitude), math.radians(longitude)
    cross = axis / math.sqrt(1 - squared * math.sin(phi) ** 2)
    x, y = cross * math.cos(phi) * math.cos(lam), cross * math.cos(phi) * math.sin(lam)
    z = cross * (1 - squared) * math.sin(phi)
    dx, dy, dz, *turns, scale = SHIFT
    rx, ry, rz = (math.radians(turn / 3600) for turn in turns)
    x, y, z = (
        dx + (1 + scale) * (x - rz * y + ry * z),
        dy + (1 + scale) * (rz * x + y - rx * z),
        dz + (1 + scale) * (-ry * x + rx * y + z),
    )
    axis, flattening = WGS84
    squared, across = flattening * (2 - flattening), math.hypot(x, y)
    phi = math.atan2(z, across * (1 - squared))
    for _ in range(4):
        cross = axis / math.sqrt(1 - squared * math.sin(phi) ** 2)
        phi = math.atan2(z + squared * cross * math.sin(phi), across)
    return math.degrees(phi), math.degrees(math.atan2(y, x))
