"""All tables replaced at once from rows of plain values: the whole of it stands afterwards, or nothing changed."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, models, transaction

from ..models import Sitting
from ..read import whole

PIECE = 200


def replace_all(rows: Mapping[str, Iterable[list[Any]]]) -> None:
    """One transaction, however long: whoever reads meanwhile sees what was before."""
    tables = whole.tables()
    with transaction.atomic():
        for table in (Sitting, Session, *reversed(tables.values())):
            table._default_manager.all()._raw_delete(table._default_manager.db)
        for name, table in tables.items():
            _insert(table, rows[name])
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), list(tables.values())):
                cursor.execute(line)


def _insert(table: type[models.Model], rows: Iterable[list[Any]]) -> None:
    fields = table._meta.concrete_fields
    waiting = iter(rows)
    while piece := list(islice(waiting, PIECE)):
        table._default_manager.bulk_create(
            table(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})
            for row in piece
        )
