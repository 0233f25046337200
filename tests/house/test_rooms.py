"""The house keeps its proportions: sizes, names, one-way imports, no hidden rings, no silent excepts."""

import ast
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "anlaufstelle"
FILES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|base|manager|mixins?)$")


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_450_lines() -> None:
    assert [_name(path) for path in FILES if _lines(path) > 450] == []


def test_nine_files_in_ten_stay_below_300_lines() -> None:
    sizes = sorted(_lines(path) for path in FILES if _lines(path) > 0)
    assert sizes[int(len(sizes) * 0.9)] < 300
    assert statistics.median(sizes) < 160


def test_no_drawer_without_a_name_of_its_own() -> None:
    rooms = [part for path in FILES for part in path.relative_to(SRC).with_suffix("").parts]
    assert [room for room in rooms if DRAWERS.match(room)] == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_inline_imports_give_their_reason(path: Path) -> None:
    source = path.read_text(encoding="utf-8").splitlines()
    inline = [
        f"{node.lineno}: {source[node.lineno - 1].strip()}"
        for node in _nodes(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and node.col_offset > 0
        and "# slow import" not in source[node.lineno - 1]
        and not _type_checking(source, node.lineno)
    ]
    assert inline == []


def _type_checking(source: list[str], line: int) -> bool:
    return any("if TYPE_CHECKING" in text for text in source[max(0, line - 12) : line])


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_function_outgrows_a_screen(path: Path) -> None:
    tall = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 50
    ]
    assert tall == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_error_is_swallowed_in_silence(path: Path) -> None:
    silent = [
        node.lineno
        for node in _nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(line, ast.Pass) for line in node.body)
        and "#" not in path.read_text(encoding="utf-8").splitlines()[node.body[0].lineno - 1]
    ]
    assert silent == []


def test_tests_mirror_the_source() -> None:
    """Every package of the house has tests of its own."""
    rooms = {path.relative_to(SRC).parts[0] for path in FILES if len(path.relative_to(SRC).parts) > 1}
    untested = {room for room in rooms - {"commands"} if not any((ROOT / "tests" / room).rglob("test_*.py"))}
    assert untested == set()


def test_the_project_speaks_only_of_itself() -> None:
    """No path of a developer's machine and no registry host in anything committed."""
    suspicious = re.compile(r"/(?:root|home/\w+|work)/|(?:pypi|npmjs|deb\.debian)\.(?:org|com)")
    hits = [
        f"{_name(path)}: {match.group()}"
        for path in [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("docs/**/*.md"), *FILES]
        for match in suspicious.finditer(path.read_text(encoding="utf-8"))
    ]
    assert hits == []
