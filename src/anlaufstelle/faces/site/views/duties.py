"""What the law asks of a town: the accessibility statement, Leichte Sprache, sign language.

Only what the edition states is said; every missing part shows as not yet entered. Tools alone prove no conformity, so
the assessment is always called the town's own.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufstelle.catalogue.duties import Accessibility
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.vocabulary import values

from .. import action, reduced_date
from ..page import Leave, page, town
from ..prose import html


@dataclass(frozen=True)
class Stated:
    """A line of a statement; without `text` the page says that it is missing."""

    label: str
    text: str = ""
    href: str = ""


def day(stated: str | None) -> str:
    found = reduced_date.parse(stated) if stated else None
    return date_format(found[0], "j. F Y") if found else ""


def conformity(stated: Accessibility, site: str) -> str:
    told = {
        "full": _("%s ist mit den Anforderungen der BITVNRW vollständig vereinbar."),
        "partial": _("%s ist mit den Anforderungen der BITVNRW teilweise vereinbar."),
        "none": _("%s ist mit den Anforderungen der BITVNRW nicht vereinbar."),
    }
    return told[stated.conformity] % site if stated.conformity else ""


def contacts(edition: EditionView) -> list[Stated]:
    own = edition.accessibility
    phone = own.phone or edition.contact.phone
    mail = own.email or edition.contact.email
    found = next(iter(values.phones(phone)), None) if phone else None
    spoken = (
        Stated(_("Telefon"), values.phone_caption(found.number), values.phone_href(found.number))
        if found
        else Stated(_("Telefon"))
    )
    return [spoken, Stated(_("E-Mail"), mail or "", f"mailto:{mail}" if mail else "")]


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    edition = town(request)
    own = edition.accessibility
    context = {
        "title": _("Erklärung zur Barrierefreiheit"),
        "site": f"{_('Anlaufstelle')} {edition.name}",
        "publisher": edition.publisher.name or "",
        "conformity": conformity(own, f"{_('Anlaufstelle')} {edition.name}"),
        "barriers": own.exceptions,
        "assessed": day(own.assessed_on),
        "updated": day(own.updated_on),
        "contacts": contacts(edition),
        "ombuds": html(own.ombuds or ""),
        "ombuds_url": own.ombuds_url or "",
        "feedback": reverse("site:feedback"),
    }
    leave = Leave(title=context["title"], canonical=reverse("site:accessibility"))
    return page(request, "site/accessibility.html", context, leave)


@require_safe
def plain(request: HttpRequest) -> HttpResponse:
    """The town's own text in Leichte Sprache; without one there is no such page, rather than a machine's."""
    edition = town(request)
    if not edition.plain:
        raise Http404
    context = {"written": html(edition.plain), "contact": next(iter(action.of_town(edition)), None)}
    return page(request, "site/plain.html", context, Leave(title=_("Leichte Sprache"), canonical=reverse("site:plain")))


@require_safe
def signing(request: HttpRequest) -> HttpResponse:
    edition = town(request)
    if edition.signing is None:
        raise Http404
    leave = Leave(title=_("Gebärdensprache"), canonical=reverse("site:signing"))
    return page(request, "site/signing.html", {"film": edition.signing}, leave)
