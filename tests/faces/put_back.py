"""What was built once is put back for each further test: the same rows and the same index in a tenth of the time."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

from ..emptied import holding

Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]
_built: dict[tuple[object, ...], tuple[Rows, Path]] = {}


def put_back(home: Path, *steps: Callable[[], None]) -> None:
    """Builds in empty tables and an empty folder; the next time, what stood in both afterwards is copied there.

    Where somebody wrote before, it is built anew: what that leads to may be something else.
    """
    if _written() or any(home.iterdir()):
        _build(steps)
        return
    key = (*((step.__module__, step.__qualname__) for step in steps), os.environ.get("ANLAUFSTELLE_ENCODER"))
    if key not in _built:
        _build(steps)
        kept = Path(tempfile.mkdtemp(dir=os.environ["ANLAUFSTELLE_HOME"])) / "home"
        _built[key] = (_rows(), shutil.copytree(home, kept))
        return
    rows, kept = _built[key]
    shutil.copytree(kept, home, dirs_exist_ok=True)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)


def _build(steps: tuple[Callable[[], None], ...]) -> None:
    for step in steps:
        step()


def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_app_config("catalogue").get_models()]


def _written() -> bool:
    return bool(holding(connection, _tables()))


def _rows() -> Rows:
    told: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            if values := cursor.fetchall():
                told[table] = ([column[0] for column in cursor.description], values)
    return told
