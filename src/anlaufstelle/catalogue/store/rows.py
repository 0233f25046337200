"""Plain inserts for tables of many small rows: as model objects they would hold the write lock several times longer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Only inside a transaction, and only for values that the driver takes as they are."""
    listed = list(rows)
    if not listed:
        return
    name = connection.ops.quote_name
    into = f"{name(model._meta.db_table)} ({', '.join(map(name, columns))})"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", listed)


def upsert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Whole rows by primary key, new or not; as `bulk_create` would with all columns, without compiling its query."""
    name = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = [name(field.column) for field in fields]
    key = name(model._meta.pk.column)
    told = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column != key)
    listed = [
        tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields) for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name(model._meta.db_table)} ({', '.join(columns)})"
            f" VALUES ({', '.join(['%s'] * len(columns))}) ON CONFLICT ({key}) DO UPDATE SET {told}",
            listed,
        )


def mark(model: type[models.Model], column: str, marks: Mapping[str, str]) -> None:
    """Sets one column by primary key."""
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {name(model._meta.db_table)} SET {name(column)} = %s WHERE {name(model._meta.pk.column)} = %s",
            [(value, id) for id, value in marks.items()],
        )
