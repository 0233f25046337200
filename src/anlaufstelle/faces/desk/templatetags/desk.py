"""The desk's words for codes, in templates."""

from django import template

from .. import words

register = template.Library()


@register.filter
def role(code: str) -> str:
    return words.ROLES.get(code, code)


@register.filter
def deed(code: str) -> str:
    return words.DEEDS.get(code, code)
