"""OpenStreetMap's tags as columns of a sheet: which objects are social help at all, and what their tags say in German.

`FIELDS` and `IGNORE` are what a sheet with `format: osm` has without saying so; its own keys go before them.
"""

import re
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]
Tags = dict[str, str]

LICENCE = "ODbL-1.0"
PUBLISHER = "OpenStreetMap-Mitwirkende"

KINDS: dict[str, dict[str, str]] = {
    "social_facility": {
        "ambulatory_care": "Ambulanter Pflegedienst", "assisted_living": "Betreutes Wohnen",
        "advice": "Beratungsstelle",
        "clothing_bank": "Kleiderkammer", "dairy_kitchen": "Milchküche", "day_care": "Tagespflege",
        "food_bank": "Lebensmittelausgabe", "group_home": "Wohngruppe", "healthcare": "Gesundheitsversorgung",
        "hospice": "Hospiz", "nursing_home": "Pflegeheim", "outreach": "Soziale Hilfe",
        "shelter": "Notunterkunft", "soup_kitchen": "Suppenküche", "workshop": "Werkstatt für Menschen mit Behinderung",
    },
    "amenity": {
        "social_facility": "Soziale Einrichtung", "social_centre": "Soziales Zentrum",
        "community_centre": "Begegnungsstätte", "childcare": "Kinderbetreuung", "kindergarten": "Kindertagesstätte",
        "townhall": "Rathaus", "give_box": "Verschenkeschrank", "toy_library": "Spielzeugverleih",
        "refugee_site": "Unterkunft für Geflüchtete", "refugee_housing": "Unterkunft für Geflüchtete",
        "food_sharing": "Fairteiler",
    },
    "community_centre": {
        "family_centre": "Familienzentrum", "youth_centre": "Jugendzentrum", "senior_centre": "Seniorentreff",
        "village_hall": "Dorfgemeinschaftshaus", "cultural_centre": "Kulturzentrum", "parish_hall": "Gemeindehaus",
        "club_home": "Vereinsheim", "cultural_hall": "Kulturzentrum",
    },
    "office": {
        "ngo": "Gemeinnützige Organisation", "charity": "Wohltätige Organisation", "association": "Verein",
        "employment_agency": "Arbeitsvermittlung", "foundation": "Stiftung", "social_services": "Soziale Dienste",
    },
    "healthcare": {
        "counselling": "Beratung", "midwife": "Hebamme", "hospice": "Hospiz", "psychotherapist": "Psychotherapie",
    },
    "shop": {"charity": "Sozialkaufhaus"},
}  # fmt: skip
"""Key → value → what it is in German. Whoever has one of these is taken; the words are ours, not the map's."""
FOR: dict[str, str] = {
    "senior": "Ältere Menschen", "disabled": "Menschen mit Behinderung", "child": "Kinder",
    "mental_health": "Menschen mit psychischer Erkrankung", "homeless": "Wohnungslose Menschen",
    "juvenile": "Jugendliche", "underprivileged": "Menschen mit wenig Geld", "drug_addicted": "Suchtkranke Menschen",
    "orphan": "Waisen", "migrant": "Zugewanderte", "refugee": "Geflüchtete", "displaced": "Vertriebene",
    "woman": "Frauen", "women": "Frauen", "man": "Männer", "diseased": "Kranke Menschen", "unemployed": "Arbeitslose",
    "dementia": "Menschen mit Demenz", "abused": "Menschen, die Gewalt erlebt haben", "veteran": "Veteranen",
    "terminally_ill": "Sterbenskranke Menschen", "victim": "Opfer von Straftaten", "family": "Familien",
    "parents": "Eltern", "all": "Alle", "toddler": "Kleinkinder", "adult": "Erwachsene", "carers": "Pflegende",
}  # fmt: skip
FOR_KEYS = ("social_facility:for", "community_centre:for", "social_centre:for")
CONFIDENTIAL = frozenset({"abused", "victim", "woman"})
"""A shelter for one of these must not be shown on a map, whoever drew it there."""

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("key",), "url": ("source_url",), "check_date": ("source_date",),
    "name": ("name",), "name:de": ("alternate_name",), "alt_name": ("alternate_name",),
    "official_name": ("alternate_name",), "short_name": ("alternate_name",), "old_name": ("extra.old_name",),
    "description": ("description",), "description:de": ("description",),
    "categories": ("categories",), "audiences": ("audiences",), "operator": ("organization",),
    "street": ("location.address_1",), "addr:postcode": ("location.postal_code",), "addr:city": ("location.city",),
    "addr:suburb": ("location.district",), "addr:country": ("location.country",), "addr:door": ("location.address_2",),
    "addr:unit": ("location.address_2",), "addr:floor": ("location.address_2",), "level": ("extra.level",),
    "latitude": ("location.latitude",), "longitude": ("location.longitude",),
    "wheelchair": ("location.wheelchair",), "wheelchair:description": ("extra.wheelchair",),
    "wheelchair:description:de": ("extra.wheelchair",), "toilets:wheelchair": ("extra.toilets_wheelchair",),
    "phone": ("phones",), "contact:phone": ("phones",), "contact:mobile": ("phones",), "mobile": ("phones",),
    "email": ("email",), "website": ("url",), "other websites": ("additional_urls",),
    "opening_hours": ("schedules.opening_hours",), "languages": ("languages",),
    "fee": ("free", "fees_description"), "charge": ("fees_description",),
    "min_age": ("minimum_age",), "max_age": ("maximum_age",), "capacity": ("extra.capacity",),
    "beds": ("extra.beds",), "confidential": ("extra.confidential",),
}  # fmt: skip

MAP = "says how the map is drawn, not what help there is"
EDITORS = "what mappers tell each other"
IGNORE: dict[str, str] = {
    **dict.fromkeys(("building", "building:*", "roof:*", "height", "layer", "area", "landuse", "leisure", "entrance",
                     "architect", "start_date", "historic", "heritage*", "ele", "indoor", "polling_station",
                     "highway", "barrier", "tourism", "room", "location", "tower:*", "man_made"), MAP),
    **dict.fromkeys(("source", "source:*", "note", "note:*", "fixme", "FIXME", "todo", "created_by", "was:*",
                     "disused:*", "old_*", "check_date:*", "survey:*", "survey_date", "lastcheck", "was"), EDITORS),
    **dict.fromkeys(("wikidata", "wikipedia", "*:wikidata", "*:wikipedia", "ref", "ref:*", "gnd", "operator:wikidata",
                     "operator:wikipedia", "brand:wikidata", "brand:wikipedia", "brand", "network", "owner",
                     "network:*", "brand:*", "owner:*", "operator:*", "de:*", "openGeoDB:*", "image", "mapillary",
                     "wikimedia_commons", "wheelmap:*"),
                    "leads to other collections"),
    **dict.fromkeys(("fax", "contact:fax"), "nobody who seeks help sends a fax"),
    **dict.fromkeys(("contact:facebook", "facebook", "contact:instagram", "instagram", "contact:twitter", "twitter",
                     "contact:youtube", "contact:*"), "pages of networks that follow their readers"),
    **dict.fromkeys(("addr:*", "is_in", "is_in:*"), "parts of an address that its street and town say already"),
    **dict.fromkeys(("access", "smoking", "internet_access", "internet_access:*", "toilets", "toilets:*", "parking",
                     "outdoor_seating", "drive_through", "payment:*", "air_conditioning", "changing_table*",
                     "diet:*", "kitchen", "changing_table:*", "takeaway", "delivery", "self_service"),
                    "how the house is fitted out"),
    **dict.fromkeys(("religion", "denomination", "government", "administrative", "club", "sport", "max_age:*",
                     "kindergarten:*", "preschool", "nursery", "grades", "isced:*", "school:*", "admin_level",
                     "healthcare:*", "social_facility:*", "community_centre:*", "office:*", "second_hand",
                     "group_only", "residential"), "a finer kind than we tell apart"),
    **dict.fromkeys(("name:*", "alt_name:*", "short_name:*", "official_name:*", "description:*", "loc_name", "int_name",
                     "opening_hours:*", "website:*", "email:*", "phone:*", "language:*"),
                    "the same in another language, or for a part of the house"),
}  # fmt: skip

LANGUAGE = re.compile(r"language:([a-z]{2,3})")
WEBSITES = ("website", "contact:website", "url")
MAILS = ("email", "contact:email")
CHECKED = ("check_date", "survey:date", "last_checked")


def is_help(tags: Mapping[str, str]) -> bool:
    return any(tags.get(key) in values for key, values in KINDS.items()) or "social_facility" in tags


def row(kind: str, number: int, tags: Tags, point: tuple[float, float] | None) -> Row:
    """`tags` are used up; what no rule knows stays under its own name, for the sheet to account for."""
    made: Row = {"id": f"{kind}/{number}", "url": f"https://www.openstreetmap.org/{kind}/{number}"}
    if point is not None:
        made["latitude"], made["longitude"] = point
    made["categories"] = _kinds(tags)
    made["audiences"], hidden = _for(tags)
    if hidden and tags_are_shelter(made["categories"]):
        made["confidential"] = "ja"
    _address(tags, made)
    _ways(tags, made)
    made["languages"] = [found[1] for key in [*tags] if (found := LANGUAGE.fullmatch(key)) and tags.pop(key) != "no"]
    if (wheelchair := tags.pop("wheelchair", None)) is not None:
        made["wheelchair"] = {"designated": "yes"}.get(wheelchair, wheelchair)
    if (fee := tags.pop("fee", None)) is not None:
        made["fee"] = {"no": "kostenlos", "yes": "kostet etwas", "donation": "Spende erbeten"}.get(fee, fee)
    for key in CHECKED:
        if (day := tags.pop(key, None)) is not None:
            made.setdefault("check_date", day)
    return {name: value for name, value in (made | tags).items() if value not in ([], "")}


def tags_are_shelter(categories: list[str]) -> bool:
    return bool({"Notunterkunft", "Wohngruppe", "Betreutes Wohnen"} & set(categories))


def _kinds(tags: Tags) -> list[str]:
    """What is known, in our words; the finer kind makes the coarser one needless. An unknown value stays a tag."""
    found = {}
    for key, values in KINDS.items():
        told = [one.strip() for one in tags.get(key, "").split(";")]
        if tags.get(key) and all(one in values for one in told):
            found[key] = [values[one] for one in told]
            del tags[key]
    for finer, coarser in (("social_facility", "amenity"), ("community_centre", "amenity")):
        if finer in found:
            found.pop(coarser, None)
    return list(dict.fromkeys(word for words in found.values() for word in words))


def _for(tags: Tags) -> tuple[list[str], bool]:
    words: list[str] = []
    hidden = False
    for key in FOR_KEYS:
        if (stated := tags.pop(key, None)) is not None:
            codes = [one.strip() for one in stated.split(";") if one.strip()]
            words += [FOR.get(code, code) for code in codes]
            hidden = hidden or not CONFIDENTIAL.isdisjoint(codes)
    return list(dict.fromkeys(words)), hidden


def _address(tags: Tags, made: Row) -> None:
    street = tags.pop("addr:street", None) or tags.pop("addr:place", None)
    house = tags.pop("addr:housenumber", None)
    if street:
        made["street"] = f"{street} {house}" if house else street
    elif house:
        tags["addr:housenumber"] = house


def _ways(tags: Tags, made: Row) -> None:
    """One address of each kind; a second one stays beside it."""
    mails = list(dict.fromkeys(tags.pop(key) for key in MAILS if key in tags))
    if mails:
        made["email"], *more = mails
        if more:
            made["second email"] = more[0]
    sites = [one.strip() for key in WEBSITES if key in tags for one in tags.pop(key).split(";") if one.strip()]
    sites = list(dict.fromkeys(sites))
    if sites:
        made["website"], made["other websites"] = sites[0], sites[1:]
