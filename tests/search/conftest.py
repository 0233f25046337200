"""One index of the invented town per session; the encoder stays off unless a test asks for it."""

from pathlib import Path

import pytest

from anlaufstelle.search import index

from .entries import town


@pytest.fixture(autouse=True)
def _words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    index.rebuild(town(), folder, 1, meaning=False)
    return folder
