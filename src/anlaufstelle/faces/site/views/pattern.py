"""Every component in every state on one page, for people who build and for the tests. Only where debugging is on or
the town is still in preview; all content is visibly invented."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from anlaufstelle.design.templatetags.design import ICONS

from ..action import Action
from ..answer import Chip, Pages
from ..card import Card
from ..facts import Fact
from ..form import Form
from ..openness import OpenWords
from ..page import ACCENTS, Leave, page, town
from ..topics import Number, Tile

PHONE = Action(way="phone", href="tel:+4923660002", caption="02366 0002", whose="service", note="Mo–Fr 9–12 Uhr")
OF_PROVIDER = Action(
    way="phone", href="tel:+4923660003", caption="02366 0003", whose="provider", owner="Musterverein e. V."
)
OF_TOWN = Action(way="phone", href="tel:+4923660001", caption="02366 0001", whose="town", owner="Rathaus Musterstadt")
WEB = Action(way="web", href="https://verein.example.org", caption="verein.example.org", whose="service")
MAIL = Action(way="mail", href="mailto:rat@verein.example.org", caption="rat@verein.example.org", whose="service")


def _card(name: str, action: Action | None, **fields: object) -> Card:
    given = {
        "url": "#",
        "name": name,
        "by": "Musterverein e. V.",
        "open": None,
        "what": "Ein erfundenes Angebot, damit man sieht, wie ein Satz aussieht.",
        "what_language": "de",
        "facts": [Fact("pin", "Ort", "Musterweg 1, 45699 Musterstadt"), Fact("euro", "Kosten", "Kostenlos")],
        "action": action,
        "caution": "Nummer und Zeiten nicht bestätigt, bitte vorher anrufen.",
        "checked": "Noch nicht bestätigt",
        "source": "Quelle: zeitung.example.org, Stand 2018",
        **fields,
    }
    return Card(**{key: value for key, value in given.items() if key in Card.__dataclass_fields__})  # type: ignore[arg-type]


def cards() -> list[Card]:
    return [
        _card("Offen und geprüft", PHONE, open=OpenWords("open", "Jetzt geöffnet, heute bis 16 Uhr"), caution=""),
        _card("Geschlossen", OF_PROVIDER, open=OpenWords("closed", "Geschlossen, ab morgen 9 Uhr")),
        _card("Nur die Stadt weiß mehr", OF_TOWN, by="", what="", facts=[]),
        _card("Website", WEB),
        _card("E-Mail", MAIL),
        _card(
            "Donaudampfschifffahrtsgesellschaftskapitänsberatungsstelle " * 2, PHONE, by="Ein sehr langer Träger " * 5
        ),
    ]


@require_safe
def pattern(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG and town(request).state != "preview":
        raise Http404
    context = {
        "cards": cards(),
        "ask": Form("#", "Musterfrage", "Musterstadt", "zum Beispiel: Schulden, Kita, Pflege"),
        "tiles": [Tile("#", path.stem, path.stem) for path in sorted(ICONS.glob("*.svg"))],
        "chips": [Chip("#", "Auswahl an", True), Chip("#", "Auswahl aus", False)],
        "numbers": [Number("112", "tel:112", "Feuerwehr und Rettungsdienst", "immer, kostenlos")],
        "pages": Pages("Seite 2 von 3", "#", "#"),
        "contact": [OF_TOWN, WEB],
        "accents": ACCENTS,
        "colours": ("paper", "card", "ink", "soft", "line", "edge", "good", "care", "alarm", "accent", "accent-tint"),
    }
    return page(request, "site/pattern.html", context, Leave(title="Muster", index=False))
