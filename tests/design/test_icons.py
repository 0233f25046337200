"""The drawings are one family: same grid, same stroke, no colour of their own."""

from xml.etree import ElementTree

import pytest

from anlaufstelle.design.templatetags.design import ICONS, icon
from anlaufstelle.vocabulary import needs

DRAWN = sorted(path.stem for path in ICONS.glob("*.svg"))


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_of_the_family(name: str) -> None:
    root = ElementTree.fromstring((ICONS / f"{name}.svg").read_text(encoding="utf-8"))
    told = {key: root.get(key) for key in ("viewBox", "fill", "stroke", "stroke-width")}
    assert told == {"viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor", "stroke-width": "1.75"}


def test_every_topic_has_a_drawing() -> None:
    assert {topic.icon for topic in needs.topics()} - set(DRAWN) == set()


def test_a_drawing_says_nothing_to_a_screen_reader() -> None:
    told = ElementTree.fromstring(icon("home"))
    assert (told.get("aria-hidden"), told.get("focusable"), told.get("class")) == ("true", "false", "icon icon-home")


def test_an_unknown_drawing_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")
