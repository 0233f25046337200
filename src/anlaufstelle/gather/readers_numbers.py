"""Value readers for what is measured: numbers, postcodes, coordinates. As those of `readers`, they never raise."""

import math
from typing import Any

from ..errors import BadValue
from ..vocabulary import coordinates, values
from .context import Context


def postal_code(context: Context, value: Any) -> str | None:
    try:
        return values.postal_code(value)
    except BadValue as error:
        context.unread(value, error, "bad-postal-code")
        return None


def number(context: Context, value: Any) -> float | None:
    try:
        found = float(str(value).replace(",", "."))
    except ValueError:
        found = math.nan
    if math.isfinite(found):
        return found
    context.unread(value, "Not a number.", "bad-number")
    return None


def degrees(context: Context, value: Any) -> float | None:
    """A coordinate: 51.6, 51,6 or 51° 35′ 24″ N."""
    try:
        return coordinates.degrees(value)
    except BadValue as error:
        context.unread(value, error, "bad-number")
        return None


def point(context: Context, value: Any) -> None:
    """A pair in degrees, UTM, Gauss-Krüger or web Mercator; fills latitude and longitude."""
    try:
        north, east = coordinates.point(value if isinstance(value, list) else str(value))
    except BadValue as error:
        context.unread(value, error, "bad-coordinate")
        return
    context.draft["location.latitude"], context.draft["location.longitude"] = north, east


def integer(context: Context, value: Any) -> int | None:
    found = number(context, value)
    if found is None or found.is_integer():
        return None if found is None else int(found)
    context.unread(value, "Not a whole number.", "bad-number")
    return None
