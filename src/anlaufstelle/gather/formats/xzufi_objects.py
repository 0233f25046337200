"""An Organisationseinheit as an organisation with its places, a Leistung as a service."""

from typing import Any

from ..raw_ids import raw_id
from . import xzufi_parts as parts
from .xml_tree import Node

Data = dict[str, Any]

MODULES = {
    "02": "name", "03": "alternate_name", "05": "description", "06": "description", "08": "documents",
    "09": "eligibility_description", "11": "application_process", "16": "application_process", "24": "teaser",
}  # fmt: skip
"""Text modules (urn:de:xzufi:codeliste:leistungstextmodulleika) that say something to residents."""
OFFICE = {"id", "idSekundaer", "name", "kurzbeschreibung", "beschreibung", "anschrift", "kommunikation",
          "kommunikationssystem", "internetadresse", "infoOeffnungszeitenText", "oeffnungszeiten",
          "uebergeordneteOrganisationseinheitID", "zustaendigkeit", "versionsinformation"}  # fmt: skip
SERVICE = {"id", "idSekundaer", "referenzLeiKa", "modulText", "modulKosten", "modulBearbeitungsdauer",
           "modulBegriffImKontext", "modulFrist", "gueltigkeitGebietID", "versionsinformation"}  # fmt: skip
IGNORE: dict[str, str] = {
    **dict.fromkeys(("service.xzufi:struktur", "service.xzufi:typisierung", "service.xzufi:kategorie",
                     "service.xzufi:informationsbereichSDG", "service.xzufi:kennzeichenSchriftformerfordernis",
                     "organization.xzufi:kategorie"), "how administrations sort their services among themselves"),
    **dict.fromkeys(("service.xzufi:sprachversion", "service.xzufi:modulFachlicheFreigabe", "service.xzufi:modul-18",
                     "service.xzufi:modulUrsprungsportal", "organization.xzufi:sprachversion"),
                    "says who wrote the text, and when"),
    **dict.fromkeys(("service.xzufi:modul-07", "service.xzufi:modul-25"), "legal grounds, not for a first look"),
    **dict.fromkeys(("service.xzufi:modul-22", "service.xzufi:modul-23"), "the office itself stands there"),
}  # fmt: skip
"""What a sheet of this format leaves out without saying so."""


def filled(table: Data) -> Data:
    if table.get("format") != "xzufi" or not isinstance(ignore := table.get("ignore") or {}, dict):
        return table
    return table | {"ignore": IGNORE | ignore}


def _rest(made: Data, node: Node, known: set[str]) -> Data:
    """What is read nowhere stays by name."""
    for child in node.children:
        if child.name not in known:
            made[f"{parts.PART}{child.name}"] = child.text or "…"
    return made


def _entry(node: Node) -> Data:
    """Where it was born: the agency's own id, so that two states' copies of one office are known to be one."""
    id = node.first("id")
    changed = node.words("versionsinformation", "geaendertDatumZeit")[:10]
    entry: Data = {"source_date": changed} if changed else {}
    if id is not None and (agency := id.attributes.get("schemeAgencyID")):
        entry["sources"] = [{"source": f"xzufi:{agency}", "key": parts.key(id)}]
    return {"entry": entry} if entry else {}


def office(key: str, node: Node) -> Data:
    made: Data = {"id": raw_id("organization", key), **_entry(node)}
    parts.tell(made, "name", parts.texts(node.first("name")))
    for name in ("kurzbeschreibung", "beschreibung"):
        parts.tell(made, "description", parts.texts(node.first(name)))
    parts.reach(made, node.all("kommunikation", "kommunikationssystem"))
    pages = [words for page in node.all("internetadresse") if (words := page.words("uri") or page.text)]
    if pages:
        made.setdefault("website", pages[0])
    if more := [page for page in pages if page != made.get("website")]:
        made["additional_websites"] = [{"url": page} for page in more]
    if above := parts.key(node.first("uebergeordneteOrganisationseinheitID")):
        made["parent_organization_id"] = raw_id("organization", above)
    stated = [one for one in (node.first("id"), *node.all("idSekundaer")) if one is not None]
    made["organization_identifiers"] = [
        {
            "identifier": one.text,
            "identifier_type": one.attributes.get("schemeID", "id"),
            "identifier_scheme": one.attributes.get("schemeAgencyID", ""),
        }
        for one in stated
    ]
    hours = parts.texts(node.first("infoOeffnungszeitenText", "oeffnungszeiten")).get(parts.HOME)
    if places := _places(key, made.get("name", ""), node, hours):
        made["locations"] = places
    return _rest(made, node, OFFICE)


def _places(key: str, name: str, node: Node, hours: str | None) -> list[Data]:
    """One place for each house; a post box belongs to the first."""
    houses: list[Data] = []
    boxes: list[Data] = []
    for number, stated in enumerate(node.all("anschrift"), 1):
        kind, address, ags = parts.address(stated)
        if kind in parts.POSTAL:
            boxes.append(address)
        elif kind != parts.DELIVERY:
            place: Data = {"id": raw_id("location", f"{key}#{number}"), "location_type": "physical", "name": name}
            houses.append(place | {"addresses": [address]} | ({"ags": ags} if ags else {}))
    if boxes and not houses:
        houses.append({"id": raw_id("location", f"{key}#0"), "location_type": "postal", "name": name, "addresses": []})
    if houses:
        houses[0]["addresses"] = [*houses[0]["addresses"], *boxes]
        if hours:
            houses[0]["schedules"] = [{"description": hours}]
    return houses


def service(key: str, node: Node, areas: list[Node]) -> Data:
    made: Data = {**_entry(node), "status": "active"}
    for module in node.all("modulText"):
        _module(made, module)
    if teaser := made.pop("teaser", None):
        made.setdefault("description", teaser)
    if made.get("alternate_name") == made.get("name"):
        made.pop("alternate_name", None)
    elsewhere = {
        "modulKosten": "fees_description",
        "modulBearbeitungsdauer": "wait_time",
        "modulFrist": "application_process",
    }
    for name, field in elsewhere.items():
        for module in node.all(name):
            parts.tell(made, field, _any_words(module))
    if words := [one for term in node.all("modulBegriffImKontext") for one in _any_words(term).values()]:
        made["categories"] = [line for one in words for line in one.split("\n")]
    if keys := [found for one in node.all("referenzLeiKa") if (found := parts.code(one))]:
        made["leika_keys"] = list(dict.fromkeys(keys))
    if served := parts.areas(areas or node.all("gueltigkeitGebietID")):
        made["service_areas"] = served
    return _rest(made, node, SERVICE)


def _module(made: Data, module: Node) -> None:
    code = parts.code(module.first("leikaTextmodul"))
    found: dict[str, str] = {}
    for one in module.all("inhalt"):
        found |= parts.texts(one)
    field = MODULES.get(code)
    if field is None:
        if found:
            made[f"{parts.PART}modul-{code}"] = next(iter(found.values()))
    elif field == "documents":
        made.setdefault("required_documents", []).extend({"document": words} for words in found.values())
    else:
        parts.tell(made, field, found)
    for link in module.all("weiterfuehrenderLink"):
        if uri := link.words("uri") or link.text:
            title = link.words("titel")
            made.setdefault("additional_urls", []).append({"url": uri} | ({"label": title} if title else {}))


def _any_words(module: Node) -> dict[str, str]:
    """Words wherever the module holds them, codes and numbers left aside."""
    found: dict[str, str] = {}
    for name in ("beschreibung", "bezeichnung", "begriff", "inhalt", "text"):
        for one in module.all(name):
            for language, words in parts.texts(one).items():
                found[language] = f"{found[language]}\n{words}" if language in found else words
    return found
