"""The desk's words for codes, in templates."""

from datetime import date

from django import template

from .. import words

register = template.Library()


@register.filter
def role(code: str) -> str:
    return words.ROLES.get(code, code)


@register.filter
def audience(code: str) -> str:
    return words.AUDIENCES.get(code, code)


@register.filter
def day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


@register.filter
def deed(code: str) -> str:
    return words.DEEDS.get(code, code)
