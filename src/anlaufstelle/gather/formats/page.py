"""A provider's plain page, or a folder of them: one row each, read by rules, the source's words beside the reading.

What comes of it is a proposal: a sheet with this format must say `publish: proposals`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import contact_block, html_text
from ..sheet import Field, Options
from . import markup, schema_org

LAND = "NW"
FIELDS = {
    column: Field(to=(target,))
    for column, target in (
        ("page", "key"),
        ("title", "name"),
        ("phone", "phones"),
        ("email", "email"),
        ("street", "location.address_1"),
        ("place", "location.address"),
        ("hours", "schedules.opening_hours"),
        ("hours words", "schedules.description"),
        ("words", "note"),
    )
}
MANY = {"phone"}


def read(path: Path, options: Options) -> Iterator[tuple[int, dict[str, Any]]]:
    for page in schema_org.pages(path):
        html = schema_org.text(page, options)
        row: dict[str, Any] = {"page": page.name, "title": " ".join(markup.read(html).title.split())}
        words: list[str] = []
        for one in contact_block.read(html_text.plain(html), LAND):
            words += [one.words] if one.words not in words else []
            if one.field in MANY:
                row.setdefault(one.field, []).append(one.value)
            elif one.field in row and one.field != "hours words":
                row.setdefault(f"further {one.field}", []).append(one.value)
            else:
                row[one.field] = one.value
        yield 1, row | {"words": "\n".join(words)}
