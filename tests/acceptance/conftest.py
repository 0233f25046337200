"""Herten's real data, gathered, assembled and indexed once; every test here asks the published catalogue."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.entry import Entry


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, object, object]:
    """Herten fills the test database, so its tests come after all others, which begin with an empty one.

    Without a marked test pytest-django sets up no test database, and `herten` would fill and flush the real one.
    """
    for item in items:
        if "herten" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
    result = yield
    items.sort(key=lambda item: "herten" in getattr(item, "fixturenames", ()))
    return result


@pytest.fixture(scope="session")
def herten(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EditionView]:
    """The edition of Herten over its published entries; the tables are emptied again afterwards."""
    from django.core.management import call_command  # slow import: needs the test database

    from anlaufstelle.catalogue import read  # slow import: needs the test database
    from anlaufstelle.gather import source  # slow import: needs the test database
    from anlaufstelle.pipeline import night, setup  # slow import: needs the test database

    before, settings.ANLAUFSTELLE_HOME = settings.ANLAUFSTELLE_HOME, tmp_path_factory.mktemp("herten")
    with django_db_blocker.unblock():
        setup.ensure()
        report = night.night(source.sheets(Path(settings.ANLAUFSTELLE_SOURCES)))
        assert report.exit_status() == 0, report.lines()
        yield read.edition("herten")
        call_command("flush", interactive=False, verbosity=0)
    settings.ANLAUFSTELLE_HOME = before


@pytest.fixture(scope="session")
def entries(herten: EditionView) -> list[Entry]:
    from anlaufstelle.catalogue import read  # slow import: needs the test database

    return list(read.stream(states=("published", "withheld")))
