"""Tags of the shared look: icons drawn as one family, addresses of the look's own files."""

from functools import cache
from pathlib import Path

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, render_value_in_context
from django.utils.safestring import SafeString, mark_safe

from anlaufstelle.design import assets

ICONS = Path(__file__).resolve().parents[1] / "icons"
register = template.Library()


@cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline drawing that says nothing to a screen reader: the words beside it do. An unknown name is an error."""
    attributes = f'<svg class="icon icon-{name}" aria-hidden="true" focusable="false" '
    return mark_safe(_drawing(name).replace('<svg xmlns="http://www.w3.org/2000/svg" ', attributes, 1))


@register.simple_tag
def asset(path: str) -> str:
    return assets.address(path)


class Hole(template.Node):
    """What differs from page to page inside `kept`, filled in each time."""

    mark = ""

    def __init__(self, told: FilterExpression) -> None:
        self.told = told

    def render(self, context: template.Context) -> str:
        return self.mark

    def filled(self, context: template.Context) -> str:
        return str(render_value_in_context(self.told.resolve(context), context))


class Kept(template.Node):
    """Drawn once for each set of the values named; all that varies inside must be among them or stand in a hole."""

    MOST = 100

    def __init__(self, drawn: NodeList, by: list[FilterExpression]) -> None:
        self.drawn, self.by = drawn, by
        self.holes: list[Hole] = drawn.get_nodes_by_type(Hole)
        for number, hole in enumerate(self.holes):
            hole.mark = f"\ue000{number}\ue001"
        self.known: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = tuple(one.resolve(context) for one in self.by)
        told = self.known.get(key)
        if told is None:
            if len(self.known) >= self.MOST:
                self.known.clear()
            told = self.known[key] = self.drawn.render(context)
        for hole in self.holes:
            told = mark_safe(told.replace(hole.mark, hole.filled(context)))
        return told


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """`{% kept LANG frame.home %}…{% endkept %}`: what stands on every page of a town in one language."""
    by = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    drawn = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(drawn, by)


@register.tag
def hole(parser: Parser, token: Token) -> Hole:
    """`{% hole frame.onward %}`, in the same file as its `kept`."""
    return Hole(parser.compile_filter(token.split_contents()[1]))
