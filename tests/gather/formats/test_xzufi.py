"""XZuFi: an invented office and what it does, as the transfer messages of a Land would write them."""

from pathlib import Path
from typing import Any

import pytest

from anlaufstelle.errors import Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.report import Report
from anlaufstelle.record.ids import record_id
from anlaufstelle.record.received import Origin, Received

from ..sheets import harvest

AGENCY = 'schemeAgencyID="L100" schemeID="id"'
OFFICE = f"""
<xzufi:organisationseinheit>
  <xzufi:id {AGENCY}>12</xzufi:id>
  <xzufi:idSekundaer schemeAgencyID="muster" schemeID="intern">A-12</xzufi:idSekundaer>
  <xzufi:name><xzufi:name languageCode="de">Erfundenes Wohnungsamt</xzufi:name>
    <xzufi:name languageCode="en">Invented Housing Office</xzufi:name></xzufi:name>
  <xzufi:anschrift>
    <xzufi:typ><code>002</code></xzufi:typ><xzufi:strasse>Musterweg</xzufi:strasse>
    <xzufi:hausnummer>4</xzufi:hausnummer>
    <xzufi:postleitzahl>45699</xzufi:postleitzahl><xzufi:ort>Herten</xzufi:ort>
    <xzufi:verwaltungspolitischeKodierung><xzufi:gemeindeschluessel><code>05562020</code></xzufi:gemeindeschluessel>
    </xzufi:verwaltungspolitischeKodierung>
  </xzufi:anschrift>
  <xzufi:anschrift><xzufi:typ><code>003</code></xzufi:typ><xzufi:postfach>Postfach 1</xzufi:postfach>
    <xzufi:postleitzahl>45699</xzufi:postleitzahl><xzufi:ort>Herten</xzufi:ort></xzufi:anschrift>
  <xzufi:kommunikation><xzufi:kanal><code>02</code></xzufi:kanal>
    <xzufi:kennung>02366 000111</xzufi:kennung></xzufi:kommunikation>
  <xzufi:kommunikation><xzufi:kanal><code>01</code></xzufi:kanal>
    <xzufi:kennung>amt@example.org</xzufi:kennung></xzufi:kommunikation>
  <xzufi:kommunikation><xzufi:kanal><code>04</code></xzufi:kanal>
    <xzufi:kennung>02366 000112</xzufi:kennung></xzufi:kommunikation>
  <xzufi:internetadresse><xzufi:uri>https://example.org/amt</xzufi:uri></xzufi:internetadresse>
  <xzufi:infoOeffnungszeitenText>
    <xzufi:text languageCode="de">montags 9 bis 12 Uhr</xzufi:text></xzufi:infoOeffnungszeitenText>
</xzufi:organisationseinheit>"""
SERVICE = f"""
<xzufi:leistung>
  <xzufi:id {AGENCY}>7</xzufi:id>
  <xzufi:struktur><xzufi:leistungsobjektID>1</xzufi:leistungsobjektID></xzufi:struktur>
  <xzufi:referenzLeiKa><code>99999999999999</code></xzufi:referenzLeiKa>
  <xzufi:modulText><xzufi:leikaTextmodul><code>02</code></xzufi:leikaTextmodul>
    <xzufi:inhalt languageCode="de">Erfundener Zuschuss</xzufi:inhalt>
    <xzufi:inhalt languageCode="en">Invented grant</xzufi:inhalt>
  </xzufi:modulText>
  <xzufi:modulText><xzufi:leikaTextmodul><code>05</code></xzufi:leikaTextmodul>
    <xzufi:inhalt>Kurz gesagt.</xzufi:inhalt></xzufi:modulText>
  <xzufi:modulText><xzufi:leikaTextmodul><code>06</code></xzufi:leikaTextmodul><xzufi:inhalt>Lang gesagt.</xzufi:inhalt>
    <xzufi:weiterfuehrenderLink><xzufi:titel>Mehr</xzufi:titel>
    <xzufi:uri>https://example.org/mehr</xzufi:uri></xzufi:weiterfuehrenderLink>
  </xzufi:modulText>
  <xzufi:modulText><xzufi:leikaTextmodul><code>08</code></xzufi:leikaTextmodul>
    <xzufi:inhalt>Ausweis</xzufi:inhalt></xzufi:modulText>
  <xzufi:modulText><xzufi:leikaTextmodul><code>09</code></xzufi:leikaTextmodul>
    <xzufi:inhalt>Nur erfunden.</xzufi:inhalt></xzufi:modulText>
  <xzufi:modulText><xzufi:leikaTextmodul><code>07</code></xzufi:leikaTextmodul>
    <xzufi:inhalt>§ 0</xzufi:inhalt></xzufi:modulText>
  <xzufi:modulKosten><xzufi:beschreibung>Es fallen keine Kosten an.</xzufi:beschreibung></xzufi:modulKosten>
  <xzufi:modulBegriffImKontext><xzufi:begriff>Mietbeihilfe</xzufi:begriff></xzufi:modulBegriffImKontext>
  <xzufi:versionsinformation><xzufi:geaendertDatumZeit>2025-04-01T10:00:00+02:00</xzufi:geaendertDatumZeit>
    </xzufi:versionsinformation>
</xzufi:leistung>"""
DUTY = f"""
<xzufi:zustaendigkeitTransferObjekt>
  <xzufi:id {AGENCY}>z1</xzufi:id><xzufi:leistungID {AGENCY}>7</xzufi:leistungID>
  <xzufi:gebietID>055620020020</xzufi:gebietID><xzufi:rolle><code>01</code></xzufi:rolle>
  <xzufi:organisationseinheitID {AGENCY}>12</xzufi:organisationseinheitID>
</xzufi:zustaendigkeitTransferObjekt>"""
OFFICE_KEY, SERVICE_KEY = "organization/L100:id:12", "service/L100:id:7@L100:id:12"


def message(*written: str, version: str = "2_2_0", after: str = "") -> str:
    inside = "".join(f"<xzufi:schreibe>{one}</xzufi:schreibe>" for one in written)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<xzufi:transfer xmlns:xzufi="http://xoev.de/schemata/xzufi/{version}">'
    return f"{head}<xzufi:nachrichtenkopf/>{inside}{after}</xzufi:transfer>"


def gathered(folder: Path, *files: str, **sheet: Any) -> tuple[Report, dict[str, Received]]:
    place = folder / "dump"
    place.mkdir(exist_ok=True)
    for number, content in enumerate(files):
        (place / f"{number:04}.xml").write_text(content)
    file = "dump" if len(files) > 1 else "dump/0000.xml"
    extra = "".join(f"{key}: {value}\n" for key, value in sheet.items())
    (folder / "land.yml").write_text(f"id: land\ntitle: Musterland\nfile: {file}\nformat: xzufi\n{extra}")
    return harvest(source.load(folder / "land.yml"))


def told(report: Report) -> list[tuple[str, str | None]]:
    return [(one.code, one.path) for one in report.findings if one.about == "reading"]


@pytest.mark.parametrize("version", ["2_2_0", "2_3_0"])
def test_a_service_of_an_office(tmp_path: Path, version: str) -> None:
    report, handed = gathered(tmp_path, message(OFFICE, SERVICE, DUTY, version=version))
    assert told(report) == []
    assert [(one.column, one.values) for one in report.ignored] == [
        ("service.xzufi:modul-07", 1),
        ("service.xzufi:struktur", 1),
    ]
    one = handed[SERVICE_KEY]
    service, office = one.record, handed[OFFICE_KEY].record
    assert (one.origin, one.source_date) == (Origin("xzufi:L100", "L100:id:7@L100:id:12"), "2025-04-01")
    assert (service.name, service.description) == ("Erfundener Zuschuss", "Kurz gesagt.\n\nLang gesagt.")
    assert [(text.path, text.language, text.text) for text in service.translations] == [
        ("name", "en", "Invented grant")
    ]
    assert (service.leika_keys, service.categories) == (("99999999999999",), ("Mietbeihilfe",))
    assert (service.eligibility_description, service.fees_description) == (
        "Nur erfunden.",
        "Es fallen keine Kosten an.",
    )
    assert [text.document for text in service.required_documents] == ["Ausweis"]
    assert [(link.url, link.label) for link in service.additional_urls] == [("https://example.org/mehr", "Mehr")]
    assert service.organization_id == record_id("land", OFFICE_KEY)
    assert [(served.name, served.areas) for served in service.service_areas] == [("055620020020", ("05562020",))]
    place = handed["location/L100:id:12#1"].record
    assert [there.location_id for there in service.service_at_locations] == [place.id]
    assert (place.ags, place.addresses[0].address_1, place.addresses[1].address_type) == (
        "05562020",
        "Musterweg 4",
        "postal",
    )
    assert place.schedules[0].description == "montags 9 bis 12 Uhr"
    assert (office.phones[0].number, office.email, office.website) == (
        "+492366000111",
        "amt@example.org",
        "https://example.org/amt",
    )
    assert [identifier.identifier for identifier in office.organization_identifiers] == ["12", "A-12"]


def test_the_last_word_counts(tmp_path: Path) -> None:
    anew = SERVICE.replace("Erfundener Zuschuss", "Neuer Zuschuss")
    taken = f'<xzufi:loesche klasse="Organisationseinheit"><xzufi:id {AGENCY}>12</xzufi:id></xzufi:loesche>'
    report, handed = gathered(tmp_path, message(OFFICE, SERVICE, DUTY), message(anew, after=taken))
    assert [received.record.name for received in handed.values()] == ["Neuer Zuschuss"]
    assert told(report) == [("row-left-out", "zustaendigkeit")]


def test_what_nothing_reads_is_told(tmp_path: Path) -> None:
    odd = SERVICE.replace("<xzufi:modulKosten>", "<xzufi:neues>x</xzufi:neues><xzufi:modulKosten>")
    report, _ = gathered(tmp_path, message(odd, "<xzufi:onlinedienst/>"))
    assert sorted(told(report)) == [("row-left-out", "onlinedienst"), ("unread-field", "service.xzufi:neues")]


def test_another_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no message of XZuFi"):
        gathered(tmp_path, "<a><b/></a>")


@pytest.mark.parametrize(
    ("region", "means"),
    [("051130000000", "05113000"), ("055620020020", "05562020"), ("05562", "05562"), ("05562000", "05562"),
     ("050000000000", "05"), ("000000000000", "DE"), ("Herten", None)],
)  # fmt: skip
def test_regions(region: str, means: str | None) -> None:
    from anlaufstelle.gather.formats.xzufi_parts import area  # slow import: only this test needs it

    assert area(region) == means
