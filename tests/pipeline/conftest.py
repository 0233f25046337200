from pathlib import Path

import pytest

from ..faces.conftest import town as town  # noqa: PLC0414 - its fixture, for what is told to people at the desk


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a data folder of its own; the index is built without meaning, which takes seconds to load."""
    settings.ANLAUFSTELLE_HOME = tmp_path / "home"
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")
    return tmp_path / "home"
