"""Every accent a town may choose is readable: white on it, and it on paper, card and its own tint (WCAG 1.4.3)."""

import re

import pytest

from anlaufstelle.faces.site.page import ACCENTS
from tests.shared import ROOT

TOKENS = (ROOT / "tools/css/own/10-tokens.css").read_text(encoding="utf-8")
DARK = (ROOT / "tools/css/own/95-dark.css").read_text(encoding="utf-8")


def _colours(selector: str, sheet: str = TOKENS) -> dict[str, str]:
    rule = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", sheet)
    assert rule, selector
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", rule[1]))


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("accent", ["", *ACCENTS])
def test_an_accent_is_readable(accent: str) -> None:
    ground = _colours(":root")
    own = ground | (_colours(f':root[data-accent="{accent}"]') if accent else {})
    pairs = [("#ffffff", own["accent"]), (own["accent"], own["paper"]), (own["accent"], own["accent-tint"])]
    pairs += [
        ("#ffffff", own["accent-deep"]),
        (own["accent-deep"], own["accent-tint"]),
        (own["sun"], own["accent-deep"]),
    ]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


def test_the_ground_colours_are_readable() -> None:
    own = _colours(":root")
    pairs = [(own[ink], own[ground]) for ink in ("ink", "soft", "good", "alarm") for ground in ("paper", "card")]
    pairs += [(own["care"], own["care-tint"]), (own["good"], own["good-tint"])]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []
    assert _contrast(own["edge"], own["card"]) >= 3


@pytest.mark.parametrize("accent", ["", *ACCENTS])
def test_dark_is_readable_too(accent: str) -> None:
    own = _colours(":root", DARK) | (_colours(f':root[data-accent="{accent}"]', DARK) if accent else {})
    inks = ("ink", "soft", "good", "care", "alarm", "accent", "accent-deep")
    pairs = [(own[ink], own[ground]) for ink in inks for ground in ("paper", "card")]
    pairs += [(own[ink], own["accent-tint"]) for ink in ("ink", "accent", "accent-deep")]
    pairs += [(own["care"], own["care-tint"]), (own["good"], own["good-tint"]), ("#ffffff", own["ground"])]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []
    assert _contrast(own["edge"], own["card"]) >= 3
