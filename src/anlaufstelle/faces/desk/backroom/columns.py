"""What the back room shows of a row: a German name, and a value made for the eye."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

Column = Callable[[Any], Any]
Choices = tuple[tuple[str, str], ...]


def column(name: str, label: str, words: dict[str, str] | None = None) -> Column:
    """A column of the table, sorted by it; `words` are the German words for what it holds."""

    def value(row: Model) -> Any:
        found = getattr(row, name)
        return (words or {}).get(found, found) if isinstance(found, str) else _plain(found)

    return _named(value, name, label, name)


def told(label: str, value: Callable[[Any], Any], order: str | None = None) -> Column:
    """A column that is made from several, or from other tables."""

    def shown(row: Model) -> Any:
        return _plain(value(row))

    return _named(shown, label, label, order)


def document(name: str, label: str) -> Column:
    """A JSON column as text, for the page of one row."""

    def value(row: Model) -> Any:
        found = getattr(row, name)
        return format_html("<pre>{}</pre>", json.dumps(found, ensure_ascii=False, indent=1)) if found else ""

    return _named(value, name, label, None)


def _plain(found: Any) -> Any:
    """A moment as short as the desk writes it elsewhere."""
    return f"{timezone.localtime(found):%d.%m.%Y %H:%M}" if isinstance(found, datetime) else found


def _named(value: Any, name: str, label: str, order: str | None) -> Column:
    value.__name__, value.short_description, value.admin_order_field = name, label, order
    return admin.display(description=label, ordering=order, empty_value="–")(value)  # type: ignore[no-any-return]


def choice(name: str, label: str, words: Choices, parameter: str = "") -> type[admin.SimpleListFilter]:
    """A filter by a column whose few values are known: it asks the database nothing."""

    class Choice(admin.SimpleListFilter):
        title = label
        parameter_name = parameter or name.replace("__", "-")
        template = "backroom/filter.html"

        def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
            return words

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            found = queryset.filter(**{name: self.value()}) if self.value() else queryset
            return found.distinct() if "__" in name else found  # a person may have one role in several areas

    return Choice


def filled(name: str, label: str, yes: str, no: str) -> type[admin.SimpleListFilter]:
    """A filter by whether a column is empty."""

    class Filled(choice(name, label, (("ja", yes), ("nein", no)))):  # type: ignore[misc]
        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{f"{name}__isnull": self.value() == "nein"}) if self.value() else queryset

    return Filled
