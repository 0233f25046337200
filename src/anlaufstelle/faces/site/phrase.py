"""Phrases of the catalogue with other people's words inside, each escaped and marked as German where it is."""

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from . import languages


def say(template: str, **values: object) -> SafeString:
    """A phrase with its values, each escaped unless it is safe already."""
    return mark_safe(escape(template) % {name: conditional_escape(value) for name, value in values.items()})


def stated(words: str) -> SafeString:
    """The source's own German words inside a sentence of another language."""
    return format_html('<bdi lang="de">{}</bdi>', words) if not languages.german() else format_html("{}", words)


def upright(words: str) -> SafeString:
    """Digits and addresses that run from left to right in every script."""
    return format_html('<bdi dir="ltr">{}</bdi>', words)
