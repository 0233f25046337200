"""Who carries something, as people write it: a name is shown and a name is understood; where it is unclear one is asked
back. Two of one name are told apart by their id behind the name."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.errors import BadValue

MOST = 200
ASKED_BACK = 8
WITH_ID = re.compile(r"\(([0-9a-f-]{36})\)$")


def _rows() -> QuerySet[EntryRow]:
    return EntryRow.objects.filter(kind="organization").exclude(state="gone").order_by("name", "pk")


def names(steward: str) -> list[str]:
    """To choose from: those of the steward's area."""
    return _written(_rows().filter(steward=steward).values_list("pk", "name")[:MOST])


def named(id: str) -> str:
    """ "" for an organisation that nobody sees any more."""
    found = _rows().filter(pk=read.resolve_id(id) or "").values_list("name", flat=True).first()
    if found is None:
        return ""
    return found if _rows().filter(name=found).count() == 1 else f"{found} ({read.resolve_id(id)})"


def found(text: str) -> str:
    """The id of the one that is meant."""
    if told := WITH_ID.search(text):
        if named(told[1]):
            return read.resolve_id(told[1]) or ""
        raise BadValue("Diesen Träger gibt es nicht mehr. Bitte einen anderen wählen.")
    exact = list(_rows().filter(name=text).values_list("pk", "name")[:ASKED_BACK])
    near = exact or list(_rows().filter(name__icontains=text).values_list("pk", "name")[:ASKED_BACK])
    if len(exact) == 1:
        return str(exact[0][0])
    if not near:
        raise BadValue(f"Einen Träger „{text}“ gibt es hier nicht. Ein Stück seines Namens genügt, um ihn zu suchen.")
    raise BadValue(f"Wen meinen Sie? Bitte einen so schreiben: {'; '.join(_written(near))}")


def _written(found: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(found)
    often = Counter(name for _id, name in rows)
    return [name if often[name] == 1 else f"{name} ({id})" for id, name in rows]
