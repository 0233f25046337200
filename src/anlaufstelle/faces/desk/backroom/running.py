"""What the instance is run by: editions, sources and how they were read, the night, letters on their way."""

from typing import Any

from .columns import choice, column, document, filled, told
from .table import Table

RELEASED = {"preview": "Vorschau", "released": "freigegeben"}
READ = {0: "gelesen", 1: "vom Quellenblatt abgelehnt", 2: "nicht lesbar"}
SENT = {
    "waiting": "wartet",
    "sending": "wird gesendet",
    "sent": "gesendet",
    "unsure": "ungewiss",
    "bounced": "kam zurück",
}


def _yes(name: str) -> Any:
    return lambda row: "ja" if getattr(row, name) else "nein"


class Editions(Table):
    names = ("Ausgabe", "Ausgaben")
    list_display = (
        told("Ort", lambda row: row.body.get("name", row.slug), "slug"),
        column("state", "Stand", RELEASED),
        column("slug", "Kürzel"),
        column("host", "Adresse"),
        column("released_by", "Freigegeben von"),
        column("released_at", "Freigegeben am"),
    )
    more = (document("body", "Stadtseite"),)
    list_filter = (choice("state", "Stand", tuple(RELEASED.items())),)
    search_fields = ("slug", "host")
    ordering = ("slug",)


class Sources(Table):
    names = ("Quelle", "Quellen")
    list_display = (
        column("title", "Titel"),
        column("id", "Kennung"),
        column("steward", "Verantwortlich"),
        column("trust", "Vertrauen"),
        told("Veröffentlicht", _yes("publishes"), "publishes"),
        column("licence", "Lizenz"),
    )
    more = (
        column("publisher", "Herausgeber"),
        column("url", "Adresse"),
        column("contact", "Kontakt"),
        column("area", "Gebiet"),
        column("language", "Sprache"),
    )
    list_filter = (choice("publishes", "Veröffentlicht", (("1", "ja"), ("0", "nein, nur Vorschläge"))),)
    search_fields = ("id", "title", "publisher", "steward")
    ordering = ("title", "id")


class Runs(Table):
    names = ("Lauf", "Läufe")
    list_display = (
        column("started_at", "Begonnen"),
        told("Quelle", lambda row: row.source.title, "source__title"),
        column("who", "Von"),
        told("Ganze Quelle", _yes("whole"), "whole"),
        column("staged_at", "Gelesen"),
        column("sealed_at", "Zählt seit"),
    )
    more = (document("report", "Bericht"),)
    list_filter = (filled("sealed_at", "Zählt", "ja", "nein, nicht zu Ende"),)
    list_select_related = ("source",)
    date_hierarchy = "started_at"
    search_fields = ("source__id", "source__title", "who")
    ordering = ("-started_at", "-pk")

    def title(self, row: Any) -> str:
        return f"Lauf {row.pk}: {row.source.title}"


class Attempts(Table):
    names = ("Versuch", "Versuche")
    list_display = (
        column("at", "Am"),
        column("source", "Quelle"),
        told("Ergebnis", lambda row: READ.get(row.status, row.status), "status"),
        column("records", "Datensätze"),
        column("new", "Neu"),
        column("changed", "Geändert"),
        column("gone", "Weg"),
        column("findings", "Befunde"),
        column("seconds", "Sekunden"),
    )
    more = (column("why", "Warum"),)
    list_filter = (choice("status", "Ergebnis", tuple((str(code), words) for code, words in READ.items())),)
    date_hierarchy = "at"
    search_fields = ("source", "why")
    ordering = ("-at", "-pk")


class Stages(Table):
    names = ("Nachtschritt", "Nachtschritte")
    list_display = (
        column("name", "Schritt"),
        column("started_at", "Zuletzt begonnen"),
        column("finished_at", "Zuletzt fertig"),
    )
    more = (document("report", "Bericht"),)
    ordering = ("started_at", "name")


class Letters(Table):
    """Never the body: it holds the links somebody answers by, and whoever has them speaks for an organisation."""

    names = ("Brief", "Briefe")
    list_display = (
        column("made_at", "Geschrieben"),
        column("subject", "Betreff"),
        column("address", "An"),
        column("state", "Stand", SENT),
        column("sent_at", "Gesendet"),
    )
    more = (
        column("batch", "Anlass"),
        column("organization", "Organisation"),
        column("message_id", "Kennung der Mail"),
    )
    list_filter = (choice("state", "Stand", tuple(SENT.items())),)
    date_hierarchy = "made_at"
    search_fields = ("address", "subject", "organization")
    ordering = ("-made_at", "-pk")
