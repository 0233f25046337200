"""Bombs are recognised from an archive's list and an XML's head; what is merely broken is left to its reader."""

import zipfile

import pytest

from anlaufstelle.errors import Unreadable
from anlaufstelle.gather import fetch_check
from anlaufstelle.gather.fetch_check import honest


def written(tmp_path, body: bytes, name="datei.xml"):
    path = tmp_path / name
    path.write_bytes(body)
    return path


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS.encode(),
        LAUGHS.replace('"1.0"?>', '"1.0" encoding="UTF-16"?>').encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!-- lang --><!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/a.dtd">]><a/>',
    ],
)
def test_xml_with_entities(tmp_path, body):
    with pytest.raises(Unreadable, match="declares an entity"):
        honest(written(tmp_path, body))


def test_xml_that_never_begins(tmp_path):
    with pytest.raises(Unreadable, match="no element within"):
        honest(written(tmp_path, b'<?xml version="1.0"?>' + b" " * 2_000_000))


@pytest.mark.parametrize(
    "body",
    [b'<?xml version="1.0"?><a>Rat &amp; Tat</a>', b"<!DOCTYPE html><p>&nbsp;", b"", b"id;name\n", b"<?xml <<<", b"{}"],
)
def test_what_is_harmless_passes(tmp_path, body):
    path = written(tmp_path, body)
    assert honest(path) == path


def archive(tmp_path, files: dict[str, bytes]):
    path = tmp_path / "paket.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return path


def test_a_zip(tmp_path):
    path = archive(tmp_path, {"a.csv": b"id\n" * 1000})
    assert honest(path) == path


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.csv": bytes(20_000_000)}, "unpacks from"),
        ({"../../a.csv": b"id"}, "leads outside"),
        ({"/etc/a": b"id"}, "leads outside"),
    ],
)
def test_bad_archives(tmp_path, files, said):
    with pytest.raises(Unreadable, match=said):
        honest(archive(tmp_path, files))


def test_an_archive_of_very_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch_check, "MOST_FILES", 2)
    with pytest.raises(Unreadable, match="holds 3 files, at most 2"):
        honest(archive(tmp_path, {f"{number}.csv": b"" for number in range(3)}))


def test_a_cut_archive(tmp_path):
    path = archive(tmp_path, {"a.csv": b"id\n" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Unreadable, match="cannot be opened"):
        honest(path)
