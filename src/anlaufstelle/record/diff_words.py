"""German names of fields, and what a changed text says in a few words."""

from difflib import SequenceMatcher
from typing import Any, Final

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import values

FIELDS: Final = {
    "name": "Name",
    "alternate_name": "Anderer Name",
    "description": "Beschreibung",
    "language": "Sprache der Texte",
    "attributes": "Merkmal",
    "metadata": "Angaben zur Herkunft",
    "extra": "Weitere Angaben der Quelle",
    "phones": "Telefon",
    "contacts": "Ansprechperson",
    "schedules": "Zeiten",
    "service_areas": "Einzugsgebiet",
    "service_at_locations": "Ort des Angebots",
    "languages": "Sprache",
    "funding": "Förderung",
    "cost_options": "Preis",
    "required_documents": "Mitzubringen",
    "capacities": "Freie Plätze",
    "additional_urls": "Weitere Seite",
    "additional_websites": "Weitere Seite",
    "addresses": "Anschrift",
    "accessibility": "Barrierefreiheit",
    "programs": "Programm",
    "program": "Programm",
    "organization_identifiers": "Kennung",
    "taxonomy_term": "Begriff",
    "happening": "Termin",
    "status": "Zustand",
    "organization_id": "Träger",
    "organization_name": "Name des Trägers",
    "program_id": "Programm",
    "location_id": "Ort",
    "location_ids": "Orte",
    "service_ids": "Angebote",
    "parent_organization_id": "Übergeordneter Träger",
    "url": "Internetseite",
    "website": "Internetseite",
    "email": "E-Mail",
    "interpretation_services": "Sprachmittlung",
    "application_process": "Anmeldung",
    "fees_description": "Kosten",
    "fees": "Kosten",
    "free": "Kostenlos",
    "wait_time": "Wartezeit",
    "accreditations": "Zulassungen",
    "licenses": "Erlaubnisse",
    "eligibility_description": "Für wen",
    "minimum_age": "Mindestalter",
    "maximum_age": "Höchstalter",
    "assured_date": "Geprüft am",
    "assurer_email": "Geprüft durch",
    "alert": "Hinweis",
    "last_modified": "Geändert am",
    "appointment": "Termin nötig",
    "appointment_note": "Hinweis zum Termin",
    "anonymous_possible": "Anonym möglich",
    "adviser_gender_selectable": "Geschlecht der Beratung wählbar",
    "categories": "Kategorien",
    "audiences": "Zielgruppen",
    "leika_keys": "LeiKa-Schlüssel",
    "legal_status": "Rechtsform",
    "organization_type": "Art des Trägers",
    "tax_status": "Gemeinnützigkeit",
    "tax_id": "Steuernummer",
    "year_incorporated": "Gegründet",
    "logo": "Logo",
    "uri": "Adresse im Netz",
    "location_type": "Art des Ortes",
    "transportation": "Anfahrt",
    "latitude": "Geografische Breite",
    "longitude": "Geografische Länge",
    "precision": "Genauigkeit des Punktes",
    "ags": "Gemeindeschlüssel",
    "confidential": "Vertraulich",
    "external_identifier": "Fremde Kennung",
    "external_identifier_type": "Art der fremden Kennung",
    "wheelchair": "Mit dem Rollstuhl erreichbar",
    "attention": "Zu Händen",
    "address_1": "Straße",
    "address_2": "Adresszusatz",
    "district": "Ortsteil",
    "city": "Ort",
    "region": "Region",
    "state_province": "Land",
    "postal_code": "Postleitzahl",
    "country": "Staat",
    "address_type": "Art der Anschrift",
    "number": "Nummer",
    "stated": "Schreibweise der Quelle",
    "extension": "Durchwahl",
    "type": "Art",
    "hours": "Erreichbar",
    "title": "Funktion",
    "department": "Abteilung",
    "opening_hours": "Öffnungszeit",
    "valid_from": "Gültig ab",
    "valid_to": "Gültig bis",
    "opens_at": "Öffnet",
    "closes_at": "Schließt",
    "schedule_link": "Seite mit Zeiten",
    "attending_type": "Art der Teilnahme",
    "notes": "Anmerkung",
    "note": "Anmerkung",
    "label": "Bezeichnung",
    "option": "Für wen",
    "currency": "Währung",
    "amount": "Betrag",
    "amount_description": "Wofür",
    "document": "Unterlage",
    "areas": "Gebiete",
    "extent": "Umriss",
    "extent_type": "Art des Umrisses",
    "source": "Quelle",
    "available": "Frei",
    "maximum": "Insgesamt",
    "updated": "Stand",
    "unit": "Einheit",
    "details": "Einzelheiten",
    "code": "Kürzel",
    "value": "Wert",
    "identifier": "Kennung",
    "identifier_type": "Art der Kennung",
    "identifier_scheme": "Verzeichnis der Kennung",
    "dtstart": "Beginn",
    "dtend": "Ende",
    "timezone": "Zeitzone",
    "rrule": "Wiederholung",
    "exdate": "Fällt aus am",
    "rdate": "Außerdem am",
    "moved": "Verlegt",
    "time_text": "Zeit in Worten",
    "attendance": "Teilnahme",
    "organizer_name": "Veranstalter",
    "place_text": "Ort in Worten",
    "registration": "Anmeldung",
    "registration_url": "Seite zur Anmeldung",
    "online_url": "Seite zum Teilnehmen",
    "units": "Umfang der Fortbildung",
    "recognised_by": "Anerkannt durch",
    "online_for": "Wem die Seite zum Teilnehmen gezeigt wird",
    "audience": "Publikum",
    "child_care": "Kinderbetreuung",
    "child_care_note": "Hinweis zur Kinderbetreuung",
    "pauses": "Pausen",
    "since": "Ab",
    "time_needed": "Zeitaufwand",
    "requirements": "Voraussetzungen",
    "aims": "Ziele",
    "partners": "Partner",
    "businesses": "Betriebe als Partner",
    "funding_line": "Förderprogramm",
    "funding_source": "Geldgeber",
    "starts": "Beginn",
    "ends": "Ende",
    "results": "Ergebnisse",
    "pictures": "Bilder",
    "minutes": "Protokoll",
    "decisions": "Beschlüsse",
    "house": "Haus",
    "room": "Raum",
    "weekday": "Wochentag",
    "opens": "Von",
    "closes": "Bis",
    "weeks": "In welchen Wochen",
    "funding_until": "Geld bis",
    "volunteers": "Freiwillige",
    "terms": "Bedingungen der Mitgliedschaft",
    "body_type": "Art des Gremiums",
    "members": "Mitglieder",
    "version": "Fassung",
    "issued": "Vom",
    "licence": "Lizenz",
    "replaces_id": "Ersetzt",
    "body_id": "Gruppe",
    "text": "Text",
    "insured": "Versichert",
    "commitment": "Wie oft",
    "day": "Tag",
    "groups": "Für Gruppen und Betriebe",
    "until": "Bis",
    "count": "Anzahl",
    "wkst": "Wochenbeginn",
    "freq": "Rhythmus",
    "interval": "Abstand",
    "byday": "Wochentage",
    "byweekno": "Wochen",
    "bymonthday": "Tage im Monat",
    "byyearday": "Tage im Jahr",
    "parent_id": "Oberbegriff",
    "taxonomy": "Begriffsliste",
    "taxonomy_id": "Begriffsliste",
    "taxonomy_term_id": "Begriff",
    "term_uri": "Adresse des Begriffs",
    "link_id": "Bezug",
    "link_type": "Art des Bezugs",
    "link_entity": "Gegenstand des Bezugs",
}
"""Every field of every record and part; a test keeps it complete."""

WORDS: Final = {
    True: "ja",
    False: "nein",
    "active": "aktiv",
    "inactive": "nicht aktiv",
    "defunct": "eingestellt",
    "temporarily closed": "vorübergehend geschlossen",
    "required": "ja",
    "possible": "möglich",
    "none": "nein",
    "yes": "ja",
    "limited": "eingeschränkt",
    "no": "nein",
    "confirmed": "findet statt",
    "tentative": "unter Vorbehalt",
    "cancelled": "abgesagt",
    "on-site": "vor Ort",
    "online": "online",
    "hybrid": "vor Ort und online",
    "everyone": "alle",
    "professionals": "Fachleute",
    "members": "Mitglieder",
    "school-holidays": "Schulferien",
    "public-holidays": "Feiertage",
    "address": "Haus",
    "street": "Straße",
    "district": "Ortsteil",
    "town": "Ort",
    "physical": "Ort zum Hingehen",
    "postal": "Postanschrift",
    "virtual": "im Netz",
    "board": "Vorstand",
    "advisory-board": "Beirat",
    "committee": "Ausschuss",
    "working-group": "Arbeitsgruppe",
}
_WORDED = {
    "status",
    "appointment",
    "wheelchair",
    "attendance",
    "audience",
    "pauses",
    "precision",
    "location_type",
    "address_type",
    "body_type",
    "online_for",
}
_LONG = 60


def caption(value: Any, field: str) -> str:
    """One value as an editor would write it."""
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, str):
        return _dialled(value) if field == "number" else WORDS.get(value, value) if field in _WORDED else value
    if isinstance(value, tuple | list):
        return ", ".join(caption(one, field) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {caption(one, key)}" for key, one in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def change(before: Any, after: Any, field: str) -> str:
    """What became of a value: of a long text or a list only the words that changed."""
    if field.endswith(("_id", "_ids")):
        return "verweist jetzt auf einen anderen Eintrag"
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone = [f"„{caption(one, field)}“ gestrichen" for one in before if one not in after]
        come = [f"„{caption(one, field)}“ ergänzt" for one in after if one not in before]
        return "; ".join(gone + come) or "andere Reihenfolge"
    old, new = caption(before, field), caption(after, field)
    return text_change(old, new) if max(len(old), len(new)) > _LONG else f"{old} → {new}"


def text_change(before: str, after: str) -> str:
    """`„montags“ → „dienstags“; „kostenlos“ ergänzt`, or both texts whole when they have little in common."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return f"„{before}“ → „{after}“"
    told = [_piece(" ".join(old[a:b]), " ".join(new[c:d])) for op, a, b, c, d in matcher.get_opcodes() if op != "equal"]
    return "; ".join(told) or "nur Leerzeichen geändert"


def _piece(gone: str, come: str) -> str:
    if not gone:
        return f"„{come}“ ergänzt"
    return f"„{gone}“ → „{come}“" if come else f"„{gone}“ gestrichen"


def _dialled(number: str) -> str:
    try:
        return values.phone_caption(number)
    except BadValue:
        return number
