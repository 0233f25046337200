"""Pieces of XZuFi 2.2 and 2.3 in HSDS's words: identifiers, texts in several languages, addresses, areas, phones."""

from typing import Any

from ...errors import BadValue, UnknownPlace
from ...vocabulary import area as places
from ...vocabulary import values
from .xml_tree import Node

Data = dict[str, Any]
HOME = "de"
MAIL, CALLS, FAX, WEB = "01", ("02", "03"), "04", "09"
"""XÖV's code list of ways to reach somebody."""
POSTAL = ("003", "004", "006")
DELIVERY = "005"
ARS = 12
PART = "xzufi:"
"""Marks an element that nothing here reads: the run tells of it by name, and a sheet may leave it out with a reason."""


def key(node: Node | None) -> str:
    """The whole identifier: whose, in which scheme, which."""
    if node is None or not node.text:
        return ""
    told = (node.attributes.get("schemeAgencyID", ""), node.attributes.get("schemeID", ""), node.text)
    return ":".join(one for one in told if one)


def code(node: Node | None) -> str:
    """A code stands in an element `code`, or is the text itself."""
    return "" if node is None else node.words("code") or node.text


def texts(node: Node | None) -> dict[str, str]:
    """Language to words. A text has a child for each language, or is one itself."""
    if node is None:
        return {}
    found: dict[str, str] = {}
    for one in (node, *node.children):
        language = one.attributes.get("languageCode", "") or one.words("languageCode") or HOME
        words = one.text or one.words("text") or one.words("inhalt")
        if words and not (one is node and node.children and not one.text):
            language = language.partition("-")[0].lower()
            found[language] = f"{found[language]}\n{words}" if language in found else words
    return found


def tell(made: Data, field: str, found: dict[str, str]) -> None:
    """German words into their field, below what stands there; the others beside it as translations of it."""
    home = found.get(HOME) or next(iter(found.values()), "")
    if not home:
        return
    made[field] = f"{made[field]}\n\n{home}" if field in made else home
    for language, words in found.items():
        if words is not home:
            made.setdefault("translations", []).append({"path": field, "language": language, "text": words})


def area(region: str) -> str | None:
    """AGS or ARS as the prefix we know: a Kreis ends after five digits, a Land after two; zeros alone are Germany."""
    if not region.isdigit() or len(region) not in (2, 5, 8, 12):
        return None
    ags = region[:5] + region[9:12] if len(region) == ARS else region
    if not ags.strip("0"):
        return "DE"
    if _is_town(ags):
        return ags
    for length in (2, 5):
        if len(ags) > length and not ags[length:].strip("0"):
            return ags[:length]
    return ags


def _is_town(ags: str) -> bool:
    """A city that is a Kreis by itself ends in zeros like one."""
    try:
        return places.get(ags).kind == "municipality"
    except UnknownPlace:
        return False


def areas(nodes: list[Node]) -> list[Data]:
    made = []
    for stated in dict.fromkeys(one.text for one in nodes if one.text):
        found = area(stated)
        made.append({"name": stated, "areas": [found] if found else []})
    return made


def address(node: Node) -> tuple[str, Data, str | None]:
    """(type, address, AGS)."""
    kind = code(node.first("typ"))
    street = node.words("strasse") or node.words("strasse", "bezeichnung")
    house = node.words("hausnummer")
    made: Data = {
        "address_1": f"{street} {house}".strip() or node.words("postfach"),
        "address_2": node.words("zusatz") or node.words("anschriftzusatz"),
        "postal_code": node.words("postleitzahl") or node.words("plz"),
        "city": node.words("ort"),
        "district": node.words("ortsteil"),
        "country": "DE",
        "address_type": "postal" if kind in POSTAL else "physical",
    }
    coding = node.first("verwaltungspolitischeKodierung")
    region = code(coding.first("gemeindeschluessel") or coding.first("regionalschluessel")) if coding else ""
    return kind, {name: value for name, value in made.items() if value}, area(region)


def reach(made: Data, nodes: list[Node]) -> None:
    """Telephones, mail and pages. A fax is nothing for whoever seeks help."""
    for node in nodes:
        way, value = code(node.first("kanal")), node.words("kennung")
        if way in CALLS and value:
            made.setdefault("phones", []).append(phone(value, node.words("zusatz")))
        elif way == MAIL and value:
            made.setdefault("email", value)
        elif way == WEB and value:
            made.setdefault("website", value)
        elif way != FAX:
            made[f"{PART}kanal-{way or '?'}"] = value


def phone(stated: str, about: str) -> Data:
    try:
        number = values.phone(stated).number
    except BadValue:
        number = stated
    return {"number": number, "stated": stated} | ({"description": about} if about else {})
