"""Every table as rows of plain values, as of one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

LEFT = {"Sitting"}
"""Sessions end with a restore: whoever was signed in signs in again."""


def tables() -> dict[str, type[models.Model]]:
    """By name, accounts first; a new table of the catalogue is among them by itself."""
    own = apps.get_app_config("catalogue").get_models()
    return {"User": get_user_model(), **{one.__name__: one for one in own if one.__name__ not in LEFT}}


def columns(table: type[models.Model]) -> list[str]:
    return [field.attname for field in table._meta.concrete_fields]


def rows(table: type[models.Model]) -> Iterator[list[Any]]:
    """By primary key."""
    for row in table._default_manager.order_by("pk").values_list(*columns(table)).iterator(chunk_size=500):
        yield [bytes(value) if isinstance(value, memoryview) else value for value in row]


def version() -> str:
    """The last step that the tables have taken."""
    applied = MigrationRecorder.Migration.objects.filter(app="catalogue").order_by("name")
    return str(applied.values_list("name", flat=True).last() or "")


def is_empty() -> bool:
    return not any(table._default_manager.exists() for name, table in tables().items() if name != "Counter")


@contextmanager
def moment() -> Iterator[None]:
    """What is read inside belongs together; nobody waits for it."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")  # not the IMMEDIATE one of writers: it only holds what it sees
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
