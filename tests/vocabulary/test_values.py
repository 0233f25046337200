import json
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import values
from tests.shared import shared

URI = Draft202012Validator({"format": "uri"}, format_checker=Draft202012Validator.FORMAT_CHECKER)


def numbers(text: str) -> list[str]:
    return [one.number for one in values.phones(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02366 303-0", ["+4923663030"]),
        ("0201/32003-150", ["+4920132003150"]),
        ("0 23 66 / 303 269", ["+492366303269"]),
        ("(0 23 66) 50 80 338", ["+4923665080338"]),
        ("0201 – 2 05 39", ["+4920120539"]),
        ("+49 (0)201 887755", ["+49201887755"]),
        ("0049 2366 303 0", ["+4923663030"]),
        ("tel:+492366303", ["+492366303"]),
        ("Tel.:03328/44 47 03", ["+493328444703"]),
        ("+41 44 668 18 00", ["+41446681800"]),
        ("0800 – 111 0 550", ["+498001110550"]),
        # what follows a number is not part of it
        ("Tel.: 0201 887755 (Mo-Fr)", ["+49201887755"]),
        ("0201 887755 (9-12 Uhr)", ["+49201887755"]),
        ("0201 887755 9-12 Uhr", ["+49201887755"]),
        # endings after a slash
        ("0201-12 34 56 / 57", ["+49201123456", "+49201123457"]),
        ("0331/275 92 10/20/30", ["+493312759210", "+493312759220", "+493312759230"]),
        ("02366 303-269 / -270", ["+492366303269", "+492366303270"]),
        ("0201 887755 / 887756", ["+49201887755", "+49201887756"]),
        ("0201 887755 / 0201 887756", ["+49201887755", "+49201887756"]),
        # several
        ("0201 887755, 0201 887756", ["+49201887755", "+49201887756"]),
        ("0201 887755\n0201 887756", ["+49201887755", "+49201887756"]),
        ("02366 303-0 02366 303-269", ["+4923663030", "+492366303269"]),
        ("02366 303-0 oder 110, 116 117", ["+4923663030", "110", "116117"]),
        # short numbers
        ("110", ["110"]),
        ("112", ["112"]),
        ("115", ["115"]),
        ("116 016", ["116016"]),
        ("116-117", ["116117"]),
        ("116123", ["116123"]),
        ("Notruf 110/112", ["110", "112"]),
        ("Hauptstraße 112", []),
        ("110 Plätze", []),
        # nothing to call
        ("9297168", []),
        ("02366", []),
        ("am 01.02.2024 um 02:30 Uhr", []),
        ("Fax: 03328/44 47 04", []),
    ],
)
def test_phones(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_phones_keep_the_words_around_them() -> None:
    first, second = values.phones("Beratung: 0201 887755 (Mo-Fr), Büro: 0201 887756 App. 12")
    assert (first.stated, first.description, first.extension) == ("0201 887755", "Beratung Mo-Fr", None)
    assert (second.stated, second.description, second.extension) == ("0201 887756", "Büro", 12)


def test_a_bracket_that_opens_before_a_number_belongs_to_it() -> None:
    first, second = values.phones("02151 3991 ( Nebengebäude Musterstraße 02151 7720 )")
    assert (first.description, second.description) == (None, "Nebengebäude Musterstraße")


def test_a_fax_is_not_called() -> None:
    text = "Tel.: 03328/44 47 03, Fax: 03328/44 47 04"
    assert numbers(text) == ["+493328444703"]
    assert [one.number for one in values.faxes(text)] == ["+493328444704"]
    assert numbers("Tel./Fax: 0201 887755") == ["+49201887755"]


@pytest.mark.parametrize("text", ["", "nicht bekannt", "9297168", "0201 887755, 0201 887756"])
def test_phone_wants_exactly_one(text: str) -> None:
    with pytest.raises(BadValue):
        values.phone(text)


def test_phone_captions() -> None:
    assert values.phone_caption("+492366180712") == "02366 180712"
    assert values.phone_caption("+41446681800") == "+41 44 668 18 00"
    assert values.phone_caption("116117") == "116 117"
    assert values.phone_caption("112") == "112"
    assert values.phone_href("+492366180712") == "tel:+492366180712"


@given(
    area=st.sampled_from(["30", "201", "2366", "33206"]),
    local=st.integers(min_value=200000, max_value=999999),
    style=st.sampled_from(
        ["0{} {}", "0{}/{}", "(0{}) {}", "+49 {} {}", "+49 (0){} {}", "0049 {} {}", "0{}-{}", "0{} / {}"]
    ),
    around=st.sampled_from(
        ["{}", "Tel.: {} (Mo-Fr)", "Büro: {}, 9-12 Uhr", "{} oder per E-Mail", "Tel. {}; Fax 0201 123456"]
    ),
)
def test_every_way_of_writing_means_the_same_number(area: str, local: int, style: str, around: str) -> None:
    assert numbers(around.format(style.format(area, local))) == [f"+49{area}{local}"]


@given(st.text(alphabet="0123456789 /-()+.,:;abFaxTel\n", max_size=40))
def test_prose_never_breaks_a_reader(text: str) -> None:
    for one in values.phones(text):
        assert values.phone(one.number).number == one.number
    values.money(text)
    values.age_range(text)


@pytest.mark.parametrize(
    ("text", "expected", "caption"),
    [
        ("www.müller-stiftung.de", "https://www.xn--mller-stiftung-gsb.de", "müller-stiftung.de"),
        ("https://www.echte-männer-reden.de", "https://www.xn--echte-mnner-reden-wqb.de", "echte-männer-reden.de"),
        ("http://example.org/über?q=ä#ö", "http://example.org/%C3%BCber?q=%C3%A4#%C3%B6", "example.org/über?q=ä"),
        ("https://example.org/s%C3%BCderleben/", "https://example.org/s%C3%BCderleben/", "example.org/süderleben"),
        ("http://example.org/100%", "http://example.org/100%25", "example.org/100%"),
        ("HTTPS://Example.ORG:8443/A?b=c%20d", "https://example.org:8443/A?b=c%20d", "example.org:8443/A?b=c d"),
        ("https://a_b.example.org/x[1]|y", "https://a_b.example.org/x%5B1%5D%7Cy", "a_b.example.org/x[1]|y"),
        ("https://пример.рф/я", "https://xn--e1afmkfd.xn--p1ai/%D1%8F", "пример.рф/я"),
        ("//example.org/.", "https://example.org/", "example.org"),
    ],
)
def test_web(text: str, expected: str, caption: str) -> None:
    assert values.web(text) == expected
    assert values.web_caption(expected) == caption
    URI.validate(expected)


@pytest.mark.parametrize(
    "text",
    ["", "kein", "info@example.org", "https://u:p@example.org", "ftp://example.org", "www.a.example, www.b.example",
     "javascript:alert(1)", "https:// example.org", "foo.123", "https://example.org:99999", "https://[::1", "http://-.org"],
)  # fmt: skip
def test_no_web_address(text: str) -> None:
    with pytest.raises(BadValue):
        values.web(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_web_accepts_is_a_uri(host: str, path: str) -> None:
    for text in (f"https://example.org/{path}", f"{host}.de/{path}", host):
        try:
            url = values.web(text)
        except BadValue:
            continue
        URI.validate(url)
        assert values.web(url) == url


def test_email() -> None:
    assert values.email(" mailto:info@example.org?subject=x ") == "info@example.org"
    assert values.email("beratung (at) example.org") == "beratung@example.org"
    umlaut = values.email("info@müller-stiftung.de")
    assert umlaut == "info@xn--mller-stiftung-gsb.de"
    assert values.email_caption(umlaut) == "info@müller-stiftung.de"


@pytest.mark.parametrize("text", ["", "a@b", "a b@example.org", "a@example.org, b@example.org", "www.example.org"])
def test_no_email(text: str) -> None:
    with pytest.raises(BadValue):
        values.email(text)


@pytest.mark.parametrize("value", [1067.0, 1067, "1067", "1067.0", "01067", "D-01067", " 01067 "])
def test_postal_code_gets_its_zero_back(value: str | int | float) -> None:
    assert values.postal_code(value) == "01067"


@pytest.mark.parametrize("value", ["", "00000", "456990", "45699 Herten", "456", 1067.5, "99999"])
def test_no_postal_code(value: str | float) -> None:
    with pytest.raises(BadValue):
        values.postal_code(value)


@pytest.mark.parametrize(
    ("text", "free", "amount"),
    [
        ("kostenlos", True, 0),
        ("kostenfrei", True, 0),
        ("kostenlos, Spende möglich", True, 0),
        ("kostenlos, auf Wunsch anonym", True, 0),
        ("aus Deutschland kostenfrei", True, 0),
        ("Die Teilnahme ist kostenlos.", True, 0),
        ("Eintritt frei", True, 0),
        ("0 Euro", True, 0),
        ("Erstberatung kostenlos", None, None),
        ("Beratung kostenlos", None, None),  # in Herten's data: a nursing service
        ("Sprachkurse kostenfrei", None, None),
        ("kostenlos für Mitglieder", None, None),
        ("in der Regel kostenlos", None, None),
        ("auf Spendenbasis", None, None),
        ("Kurskosten trägt die Knappschaft", None, None),
        ("nicht kostenlos", False, None),
        ("10 Euro je Kurs (2015)", False, 10),
        ("kostenlos, Materialkosten 5 Euro", False, 5),
        ("5,- €", False, 5),
        ("1.200,50 €", False, 1200.5),
        ("EUR 5", False, 5),
        ("50 Cent", False, 0.5),
        ("ab 5 €", False, None),
        ("etwa 50 Cent bis 4 Euro pro Stück", False, None),
        ("1 Euro bei geringem Einkommen, sonst 3,50 Euro", False, None),
        ("geringer Kostenbeitrag, ca. 10 % des niedrigsten Ladenpreises", False, None),
        ("kleine Gebühr", False, None),
        ("Elternbeitrag", False, None),
    ],
)
def test_money(text: str, free: bool | None, amount: float | None) -> None:
    found = values.money(text)
    assert (found.free, found.amount, found.currency, found.text) == (free, amount, "EUR", text)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("Menschen ab 60 Jahren", 60, None),
        ("6 bis 12 Jahre", 6, 12),
        ("Kinder von 6–12 J.", 6, 12),
        ("zwischen 14 und 27 Jahren", 14, 27),
        ("unter 65", None, 64),
        ("über 65", 65, None),
        ("unter 3-Jährige", None, 2),
        ("Kinder ab drei Jahren", 3, None),
        ("ab 6 Monaten bis 3 Jahre", 0.5, 3),
        ("ab 18 Jahren und bis 27 Jahren", 18, 27),
        ("ab dem vollendeten 18. Lebensjahr", 18, None),
        ("bis zum 27. Lebensjahr", None, 26),
        ("U18", None, 17),
        ("60+", 60, None),
        ("Kinder (3–6 Jahre) und Jugendliche (12–18 Jahre)", 3, 18),
        ("dauerhaft erwerbsunfähig oder über 65, Einkommen unter dem Anspruch", None, None),
        ("unter 65 und nicht dauerhaft erwerbsunfähig, nicht drei Stunden täglich arbeitsfähig", None, 64),
        ("über 100.000 Euro Jahreseinkommen", None, None),
        ("ab 14 Uhr", None, None),
        ("Nachweis der Bedürftigkeit", None, None),
    ],
)
def test_age_range(text: str, minimum: float | None, maximum: float | None) -> None:
    found = values.age_range(text)
    assert (found.minimum, found.maximum) == (minimum, maximum)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018", "2018"),
        (2018.0, "2018"),
        ("2018.0", "2018"),
        (2018, "2018"),
        ("2025-10", "2025-10"),
        ("2025-05-14", "2025-05-14"),
        ("2025-05-14T10:00", "2025-05-14"),
        ("14.05.2025", "2025-05-14"),
        ("1.3.24", "2024-03-01"),
        ("14. Mai 2025", "2025-05-14"),
        ("Mai 2025", "2025-05"),
        ("05/2025", "2025-05"),
        ("Stand: November 2019", "2019-11"),
        (date(2025, 5, 14), "2025-05-14"),
        (datetime(2025, 5, 14, 10), "2025-05-14"),  # noqa: DTZ001 (a spreadsheet's cell)
    ],
)
def test_date_is_never_more_exact_than_stated(value: str | float | date, expected: str) -> None:
    assert values.date(value) == expected


@pytest.mark.parametrize("value", ["", "ca. 2018", "31.02.2025", "2025-13", "1800", "Mayo 2025", "12345"])
def test_no_date(value: str) -> None:
    with pytest.raises(BadValue):
        values.date(value)


def herten() -> Iterator[dict[str, str]]:
    for name in ("services", "organizations", "events", "volunteering"):
        with shared(f"data/herten/{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def test_every_contact_of_herten_can_be_read() -> None:
    readers = {
        "website": values.web,
        "source_url": values.web,
        "email": values.email,
        "postal_code": values.postal_code,
    }
    count = 0
    for row in herten():
        for field, reader in readers.items():
            if row.get(field):
                assert reader(row[field])
        if row.get("source_date"):
            assert values.date(row["source_date"]) == row["source_date"]
        if row.get("phone"):
            found = values.phone(row["phone"])
            assert found.stated == row["phone"]
            assert found.description is None
            count += 1
    assert count == 83
