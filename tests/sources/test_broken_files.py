"""Herten's own files, broken in every way a file breaks: each is refused before anything is handed on."""

import shutil
from pathlib import Path

import pytest

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.run import run

FOLDER = Path(__file__).resolve().parents[2] / "sources/de/herten"
FILES = ["services.jsonl", "organizations.jsonl", "events.jsonl", "volunteering.jsonl"]
BREAKS = {
    "truncated": (lambda data: data[: len(data) * 2 // 3], Unreadable, "cut off here"),
    "empty": (lambda data: b"", Unreadable, "line 1: the file is empty"),
    "windows-1252": (lambda data: data.decode().encode("cp1252", "replace"), Unreadable, "bytes that are not UTF-8"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), Unreadable, "line 1: the file is UTF-16"),
    "twice encoded": (lambda data: data.decode("cp1252", "replace").encode(), Unreadable, "wrong encoding"),
    "shrunk": (lambda data: b"".join(data.splitlines(True)[::10]), TooManyFindings, "records, at least"),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("way", BREAKS)
def test_is_refused(tmp_path, file, way):
    spoil, error, message = BREAKS[way]
    shutil.copytree(FOLDER, tmp_path / "herten")
    path = tmp_path / "herten" / file
    path.write_bytes(spoil(path.read_bytes()))
    handed = []
    with pytest.raises(error) as caught:
        run(source.load(tmp_path / "herten"), {}, handed.append)
    assert handed == []
    told = str(caught.value)
    assert told.startswith(f"{file}, line ")
    assert message in told
    assert "Remedy: " in told
    assert "Nothing was replaced." in told
