"""There and back: the same rows byte for byte, or nothing changed at all."""

import stat
import zipfile
from pathlib import Path

import pytest

from anlaufstelle import commands
from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.catalogue.read import whole
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.errors import Unreadable
from anlaufstelle.pipeline import accounts, backup, door
from anlaufstelle.search import find

from .town import EDITOR, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
TAFEL = {"source": "musterstadt", "key": "tafel"}


def everything() -> dict[str, list[list[object]]]:
    return {name: list(whole.rows(table)) for name, table in whole.tables().items()}


@pytest.fixture
def instance(tmp_path: Path, home: Path) -> Path:
    """An instance with something in each ledger, and its backup."""
    harvest(tmp_path)
    line = door.decide(actor=EDITOR, **TAFEL, path="name", value="Essen", seen="Tafel Musterstadt", why="neu").line
    door.withdraw(actor=EDITOR, line=line, why="doch nicht")
    door.judge(actor=EDITOR, left=id_of("tafel"), right=id_of("kleider"), verdict="not same", why="zwei")
    token = accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=Held("adviser", "05562020"))
    accounts.accept(token=token, password="lange-genug-fuer-alle")
    (home / "secret.key").write_text("alt")
    (home / "outbox").mkdir(exist_ok=True)
    (home / "outbox" / "brief.eml").write_text("Guten Tag")
    backup.backup(tmp_path / "alles.zip")
    return tmp_path / "alles.zip"


def test_there_and_back_is_the_same_byte_for_byte(instance: Path, home: Path) -> None:
    before = everything()
    assert len(before["EntryRow"]) > 3
    door.decide(actor=EDITOR, **TAFEL, path="name", value="Später", seen="Tafel Musterstadt", why="danach")
    EntryRow.objects.filter(pk=id_of("frei")).delete()
    (home / "secret.key").write_text("neu")
    backup.restore(instance, replace=True)
    assert everything() == before
    assert ((home / "secret.key").read_text(), (home / "outbox" / "brief.eml").read_text()) == ("alt", "Guten Tag")
    assert [one.id for one in find.find("Tafel", home=home, edition=read.home_edition()).results][:1] == [
        id_of("tafel")
    ]


def test_afterwards_work_goes_on_with_the_next_numbers(instance: Path) -> None:
    last = read.sequence()
    backup.restore(instance, replace=True)
    door.decide(actor=EDITOR, **TAFEL, path="email", value="a@example.org", seen=None, why="weiter")
    assert (read.entry(id_of("tafel")).record.email, read.sequence()) == ("a@example.org", last + 1)
    assert accounts.check(request=None, name="Eva Muster", password="lange-genug-fuer-alle")


def test_what_holds_something_is_not_replaced_unasked(instance: Path) -> None:
    before = everything()
    with pytest.raises(Unreadable, match="not empty"):
        backup.restore(instance)
    assert everything() == before


def spoil(path: Path, name: str, body: bytes | None) -> None:
    """The same file with one member changed, or left out."""
    with zipfile.ZipFile(path) as file:
        parts = {one: file.read(one) for one in file.namelist()}
    if body is None:
        del parts[name]
    else:
        parts[name] = body
    with zipfile.ZipFile(path, "w") as file:
        for one, told in parts.items():
            file.writestr(one, told)


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("tables/EntryRow.jsonl", b"[]\n", "not what was written"),
        ("tables/DecisionLine.jsonl", None, "is missing"),
        ("manifest.json", None, "no backup"),
        ("manifest.json", b"{}", "no whole backup"),
        ("files/secret.key", b"boese", "not what was written"),
    ],
)
def test_a_file_that_is_not_whole_changes_nothing(instance: Path, name: str, body: bytes | None, told: str) -> None:
    before = everything()
    spoil(instance, name, body)
    with pytest.raises(Unreadable, match=told):
        backup.restore(instance, replace=True)
    assert everything() == before


def test_no_file_at_all_and_a_torn_one_are_told_of(instance: Path, tmp_path: Path, capsys: object) -> None:
    torn = tmp_path / "halb.zip"
    torn.write_bytes(instance.read_bytes()[:2000])
    assert [commands.main(["restore", str(path)]) for path in (torn, tmp_path / "nirgends.zip")] == [2, 2]


def test_only_its_owner_may_read_it(instance: Path) -> None:
    assert stat.S_IMODE(instance.stat().st_mode) == 0o600
