"""A command, setting or make target without docs fails the build."""

import re
from pathlib import Path

import pytest

from anlaufstelle import commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])


def test_every_command_is_described_and_nothing_else_is() -> None:
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.M) == list(commands.COMMANDS)


def test_every_setting_is_described_and_nothing_else_is() -> None:
    source = (ROOT / "src/anlaufstelle/settings.py").read_text(encoding="utf-8")
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    asked = re.findall(r"environ\.get\(\s*\"(\w+)\"", source)
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.M)) == set(asked)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_fewer_than_500_lines(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) < 500


def test_every_make_target_of_the_contract_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    assert {"demo", "test", "check", "evaluate", "bench", "audit", "fuzz"} - targets == set()
