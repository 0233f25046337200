"""What stands on every page is drawn once; what differs from page to page stands in a hole."""

from django.template import Context, Engine

engine = Engine(libraries={"design": "anlaufstelle.design.templatetags.design"})


def drawn(source: str, *pages: dict[str, object]) -> list[str]:
    template = engine.from_string("{% load design %}" + source)
    return [template.render(Context(page)) for page in pages]


def test_a_kept_part_is_drawn_once_for_each_value() -> None:
    pages = [{"by": "de", "told": 1}, {"by": "de", "told": 2}, {"by": "uk", "told": 3}]
    assert drawn("{% kept by %}{{ told }}{% endkept %}", *pages) == ["1", "1", "3"]


def test_a_hole_is_filled_on_every_page_and_escaped() -> None:
    source = "{% kept by %}{% for one in list %}<{{ one }}{% hole told %}>{% endfor %}{% endkept %}"
    pages = [{"by": "de", "list": "ab", "told": "x"}, {"by": "de", "list": "cd", "told": "&"}]
    assert drawn(source, *pages) == ["<ax><bx>", "<a&amp;><b&amp;>"]
