"""The desk's words for what the tables name."""

ROLES = {
    "operator": "Betrieb",
    "editor": "Redaktion",
    "provider": "Träger",
    "caller": "Anruf-Team",
    "adviser": "Beratung",
    "planner": "Sozialplanung",
    "translator": "Übersetzung",
    "member": "Mitglied im Netz",
}
AUDIENCES = {"everyone": "für alle", "professionals": "für Fachleute", "members": "für Mitglieder"}
ENTRIES = {
    "service": "Angebot",
    "organization": "Träger",
    "location": "Ort",
    "event": "Termin",
    "opportunity": "Mitmachen",
    "notice": "Aushang",
    "project": "Projekt",
    "conference": "Stadtteilkonferenz",
    "slot": "Zeit im Haus",
    "membership": "Mitglied im Netz",
    "body": "Gremium",
    "document": "Arbeitshilfe",
}
KINDS = {
    "visitor": "Hinweise von Besuchern",
    "finding": "Befunde",
    "source": "Quellen, die sich nicht lesen lassen",
    "review": "Überholte Entscheidungen",
    "proposal": "Vorschläge",
    "link": "Vielleicht dasselbe",
    "notice": "Aushänge",
    "bounce": "Mail kam zurück",
    "dead-link": "Tote Links",
    "gone": "Nicht mehr in der Quelle",
    "changed": "In der Quelle geändert",
    "new": "Neu in der Quelle",
}
ACTS = {
    "visitor": ("Erledigt", "Nichts dran"),
    "finding": ("Stimmt so", "Beiseite legen"),
    "source": ("Gesehen", "Beiseite legen"),
    "review": ("Entscheidung behalten", "Neuen Wert der Quelle nehmen"),
    "proposal": ("Übernehmen", "Ablehnen"),
    "link": ("Dasselbe", "Nicht dasselbe"),
    "notice": ("Aushängen", "Nicht aushängen"),
    "bounce": ("Erledigt", "Beiseite legen"),
    "dead-link": ("Erledigt", "Link geht doch"),
    "gone": ("Gesehen", "Beiseite legen"),
    "changed": ("Gesehen, stimmt", "Beiseite legen"),
    "new": ("Gesehen, stimmt", "Beiseite legen"),
}
"""What accepting and rejecting an item of each kind is called."""
MATTERS = {
    "new": "Neue Datensätze aus",
    "changed": "Geänderte Datensätze aus",
    "gone": "Nicht mehr zu finden in",
    "dead-link": "Internetseiten, die nicht antworten",
}
"""Many items that are one matter, where the words of one of them would not do for all."""
STATES = {"stated": "laut Quelle", "decided": "entschieden", "verified": "bestätigt", "review": "überholt"}
VERBS = {
    "harvest": "Quelle gelesen",
    "gone": "nicht mehr in der Quelle",
    "decide": "entschieden",
    "verify": "bestätigt",
    "withdraw": "zurückgenommen",
    "judge": "beurteilt",
}
REASONS = {
    "phone": "Die Telefonnummer stimmt nicht.",
    "hours": "Die Öffnungszeiten stimmen nicht.",
    "gone": "Das Angebot gibt es nicht mehr.",
    "address": "Die Adresse stimmt nicht.",
    "other": "Etwas anderes.",
}
"""What a visitor tapped; `pipeline.visitor` keeps it as one of these words in the message's first line."""
DAYS = (("MO", "Montag"), ("TU", "Dienstag"), ("WE", "Mittwoch"), ("TH", "Donnerstag"), ("FR", "Freitag"),
        ("SA", "Samstag"), ("SU", "Sonntag"))  # fmt: skip
WEEKS = {"1": "1.", "2": "2.", "3": "3.", "4": "4.", "5": "5.", "-1": "letzte"}
HELPING = {"answered": "Beantwortet", "placed": "Vermittelt", "closed": "Nichts daraus geworden"}
HELPED = {"answered": "beantwortet", "placed": "vermittelt", "closed": "ohne Ergebnis"}
DEEDS = {
    "invite": "eingeladen",
    "accept": "Einladung angenommen",
    "take": "Rolle genommen",
    "locked": "nach Fehlversuchen gesperrt",
    "sign in": "angemeldet",
    "refused": "nicht hereingelassen",
    "bind": "mit dem Konto der Stadt verbunden",
    "sign out": "abgemeldet",
    "end sessions": "Sitzungen beendet",
    "letter": "Brief gedruckt",
}
