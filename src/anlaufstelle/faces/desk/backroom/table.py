"""A table in the back room: a list with search, filters and dates, and the page of one row. Nothing can be changed."""

import copy
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from anlaufstelle.errors import NotFound

from .columns import Column


class Listed(ChangeList):
    """Speaks of its rows by the table's German name."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.opts = self.model_admin.opts


class Table(admin.ModelAdmin):
    """`names`: one row and several. `list_display` are the list's columns, `more` those only the page of a row has."""

    names = ("", "")
    more: tuple[Column, ...] = ()
    change_list_template = "backroom/list.html"
    list_per_page = 100
    list_max_show_all = 0
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    actions_selection_counter = False

    def __init__(self, model: Any, admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.opts = copy.copy(self.opts)
        self.opts.verbose_name, self.opts.verbose_name_plural = self.names

    @property
    def media(self) -> Any:
        """Works without a script, and looks as the desk does."""
        return Media()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Listed

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the page offers: by asking "starts with …" of any other column one could read out hidden ones."""
        offered = {one.parameter_name for one in self.list_filter}  # type: ignore[union-attr]
        return lookup in offered or bool(self.date_hierarchy and lookup.partition("__")[0] == self.date_hierarchy)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.names[1], **(extra_context or {})})

    def one(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise NotFound(f"{self.names[0]} „{unquote(object_id)}“ gibt es hier nicht.")
        context = {
            **self.admin_site.each_context(request),
            "title": self.title(row),
            "table": self.opts,
            "facts": [(shown.short_description, shown(row)) for shown in (*self.list_display, *self.more)],  # type: ignore[union-attr,operator]
        }
        return TemplateResponse(request, "backroom/one.html", context)

    def title(self, row: Any) -> str:
        return f"{self.names[0]} {row.pk}"
