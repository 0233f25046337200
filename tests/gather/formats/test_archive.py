"""A zip is unpacked and counted before anybody reads it; what it says of itself is not believed."""

import zipfile

import pytest

from anlaufstelle.errors import Unreadable
from anlaufstelle.gather.formats import archive


def packed(tmp_path, files: dict[str, bytes]):
    path = tmp_path / "paket.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return path


def test_a_small_one_passes(tmp_path):
    path = packed(tmp_path, {"a.csv": b"id\n" * 1000, "b.xml": b"<a>Rat &amp; Tat</a>"})
    assert archive.harmless(path) == path


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.csv": bytes(20 << 20)}, "unpacked it has more than 16 MiB"),
        ({"a.csv": bytes(9 << 20), "b.csv": bytes(9 << 20)}, "unpacked it has more than 16 MiB"),
        ({"a.xml": b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'}, "declares entities"),
        ({"a.xml": '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'.encode("utf-16")}, "declares entities"),
        ({f"{number}.csv": b"" for number in range(4)}, "has 4 files, at most 3"),
    ],
)
def test_bombs(tmp_path, monkeypatch, files, said):
    monkeypatch.setattr(archive, "UNPACKED", 16 << 20)
    monkeypatch.setattr(archive, "MEMBERS", 3)
    with pytest.raises(Unreadable, match=said):
        archive.harmless(packed(tmp_path, files))


def test_a_cut_one(tmp_path):
    path = packed(tmp_path, {"a.csv": b"id\n" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Unreadable, match="is not a package that can be read"):
        archive.harmless(path, "package")
