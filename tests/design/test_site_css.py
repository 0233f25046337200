"""The built style sheet: fresh, small, whole on old phones, and from nowhere else."""

import gzip
import hashlib
import re

from anlaufstelle.design.assets import STATIC
from tests.shared import ROOT

CSS = (STATIC / "design/site.css").read_text(encoding="utf-8")
TOOLS = ROOT / "tools/css"


def test_it_was_built_from_today_s_sources() -> None:
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted((TOOLS / "own").glob("*.css")))
    stamp = hashlib.sha256((TOOLS / "package.json").read_bytes() + own.encode()).hexdigest()[:16]
    assert f"From {stamp}" in CSS, "run `npm ci && npm run build` in tools/css"


def test_it_fits_the_budget_of_10_kb() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) <= 10_000


def test_it_loads_nothing_from_elsewhere() -> None:
    assert re.findall(r"@import|url\((?!['\"]?data:)[^)]*\)", CSS) == []


def test_a_phone_that_does_not_know_oklch_still_gets_every_colour() -> None:
    """Each modern colour stands beside the same property in a form of before 2018."""
    modern, plain = set(), set()
    for rule in re.findall(r"\{([^{}]*)\}", CSS):
        for name, _, value in (line.partition(":") for line in rule.split(";") if ":" in line):
            (modern if re.search(r"oklch|color-mix|lab\(", value) else plain).add(name)
    assert modern - plain == set()


def test_dark_follows_the_system_and_is_no_switch() -> None:
    assert "prefers-color-scheme:dark" in CSS
    assert 'theme="dark"' not in CSS


def test_what_comes_beside_it_takes_every_colour_of_a_screen_from_the_tokens() -> None:
    """So that none of it needs a rule for the dark; paper is white."""
    paper = re.compile(r"@media print\{.*?^\}", re.S | re.M)
    beside = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "design").glob("*.css")}
    del beside["site.css"]
    found = {name: re.findall(r"#[0-9a-f]{3,6}\b", paper.sub("", text)) for name, text in beside.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_motion_print_and_forced_colours_are_thought_of() -> None:
    assert [part for part in ("prefers-reduced-motion", "@media print", "forced-colors") if part not in CSS] == []
    assert "scroll-behavior:smooth" not in CSS


def test_own_rules_name_no_left_and_right() -> None:
    """So that Arabic needs no rules of its own."""
    sides = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?:^|[\s{;])(?:left|right|float)\s*:|text-align:\s*(?:left|right)"
    )
    found = {path.name: sides.findall(path.read_text(encoding="utf-8")) for path in (TOOLS / "own").glob("*.css")}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_rule_of_ours_was_purged() -> None:
    """A class that only code composes, as `icon-arrow`, must stand in tools/css/keep.html."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (TOOLS / "own").glob("*.css"))
    selectors = " ".join(re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sources, flags=re.S)))
    name = re.compile(r"\.([a-z][\w-]*)")
    assert set(name.findall(selectors)) - set(name.findall(CSS)) == set()


def test_the_licence_of_kern_lies_beside() -> None:
    assert "EUROPÄISCHE UNION PUBLIC LICENCE" in (STATIC / "design/KERN-LICENCE.md").read_text(encoding="utf-8")
