"""One file for all processes: what the model says stays the same, and a file that cannot be used is done without."""

import logging
from pathlib import Path

import numpy as np
import pytest

from anlaufstelle.search import index, token_table, warm
from anlaufstelle.search.meaning import Encoder, encoder

from .entries import entry

TABLE = np.arange(60, dtype=np.uint8).reshape(12, 5)


def test_the_file_is_written_once_and_says_the_same(tmp_path: Path) -> None:
    older = tmp_path / "tokens-0000.npy"
    older.write_bytes(b"of another model")
    first = token_table.shared(TABLE, tmp_path)
    (file,) = tmp_path.iterdir()
    file.unlink()
    half_written = file.with_suffix(".31187")
    half_written.write_bytes(b"by a process that began at the same time")
    first = token_table.shared(TABLE, tmp_path)
    assert half_written.exists()
    half_written.unlink()
    written = file.stat().st_mtime_ns
    again = token_table.shared(TABLE.copy(), tmp_path)
    assert first.tolist() == again.tolist() == TABLE.tolist()
    assert (file.stat().st_mtime_ns, first.flags.owndata, first.flags.writeable) == (written, False, False)


def test_a_file_cut_short_or_nowhere_to_write_leaves_the_table(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    token_table.shared(TABLE, tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    with caplog.at_level(logging.WARNING):
        assert token_table.shared(TABLE, tmp_path) is TABLE
        assert token_table.shared(TABLE, tmp_path / "missing") is TABLE
    assert [record.getMessage().count("stays in every process") for record in caplog.records] == [1, 1]


def test_a_warm_process_has_its_tokens_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")
    index.rebuild([entry("tafel", "Tafel", "Lebensmittel für wenig Geld.")], tmp_path, 1)
    model = encoder()
    assert isinstance(model, Encoder)
    before = model.one("Lebensmittel für wenig Geld")
    warm.warm(tmp_path)
    assert len(list(index.folder(tmp_path).glob("tokens-*.npy"))) == 1
    assert not model._loaded()._model.table.flags.owndata
    assert model.few(["Lebensmittel für wenig Geld"])[0].tolist() == before.tolist()
