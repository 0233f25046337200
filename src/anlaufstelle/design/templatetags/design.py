"""Tags of the shared look: icons drawn as one family, addresses of the look's own files."""

from functools import cache
from pathlib import Path

from django import template
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
