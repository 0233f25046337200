"""Value readers for what is measured: numbers, postcodes, addresses, coordinates.

As those of `readers`, they never raise.
"""

import math
import re
from typing import Any

from ..errors import BadValue
from ..vocabulary import coordinates, values
from .context import Context

ADDRESS = re.compile(
    r"(?:(?P<street>.+?)(?:\s*[,;|–]\s*|\s+))?(?:D\s*-\s*)?(?P<code>\d{5})\s+(?P<city>[^\d,;|]{2,60})", re.I
)


def postal_code(context: Context, value: Any) -> str | None:
    try:
        return values.postal_code(value)
    except BadValue as error:
        context.unread(value, error, "bad-postal-code")
        return None


def address(context: Context, value: Any) -> str | None:
    """Street, postcode and town in one cell; without a postcode the words are the street."""
    words = " ".join(str(value).split())
    match = ADDRESS.fullmatch(words)
    if match is None or (code := postal_code(context, match["code"])) is None:
        context.draft.setdefault("location.address_1", words)
        return None
    stated = {"address_1": match["street"], "postal_code": code, "city": match["city"]}
    for name, one in stated.items():
        if one and (one := one.strip(" ,;|–-")):
            context.draft.setdefault(f"location.{name}", one)
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
