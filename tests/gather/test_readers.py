"""What cannot be read is signalled and kept in its own words; the row always stays."""

import pytest

from .sheets import harvest, sheet

ALL = {
    "id": "key",
    "phone": "phones",
    "mail": "email",
    "web": "url",
    "hours": "schedules.opening_hours",
    "when": "source_date",
    "visit": ["appointment", "appointment_note"],
    "cost": ["fees_description", "free"],
    "who": ["eligibility_description", "ages"],
    "area": "service_areas",
    "langs": "languages",
    "lang": "language",
    "plz": "location.postal_code",
    "city": "location.city",
    "ramp": "location.wheelchair",
    "lat": "location.latitude",
    "lon": "location.longitude",
    "words": "categories",
    "anon": "anonymous_possible",
    "own": "extra.own",
    "state": "status",
}


def one(folder, row, **keys):
    """(received by key, codes of the findings about values)."""
    report, handed = harvest(sheet(folder, [{"id": "a1", **row}], **{"fields": ALL, "area": ["05562020"]} | keys))
    return handed, [found.code for found in report.findings if found.path in ALL]


def test_phones(tmp_path):
    handed, codes = one(tmp_path, {"phone": "02366 180712 (Mo-Fr) oder 116 117"})
    assert [phone.number for phone in handed["a1"].record.phones] == ["+492366180712", "116117"]
    assert len({phone.id for phone in handed["a1"].record.phones}) == 2
    assert codes == []


def test_a_phone_keeps_its_id_when_its_number_changes(tmp_path):
    before, _ = one(tmp_path, {"phone": "02366 180712"})
    after, _ = one(tmp_path, {"phone": "02366 303-0"})
    assert before["a1"].record.phones[0].id == after["a1"].record.phones[0].id


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("phone", "siehe Aushang", "bad-phone"),
        ("mail", "info (at)", "bad-email"),
        ("web", "ht!tp:// nein", "bad-web-address"),
        ("when", "neulich", "bad-date"),
        ("hours", "Mo-Sx 9", "bad-hours"),
        ("visit", "vielleicht", "unknown-choice"),
        ("ramp", "vielleicht", "unknown-choice"),
        ("anon", "vielleicht", "unknown-choice"),
        ("plz", "456", "bad-postal-code"),
        ("lat", "oben", "bad-number"),
        ("lat", "nan", "bad-number"),
        ("own", [{"a": 1}], "nested-value"),
        ("state", "zu", "unknown-choice"),
        ("lang", "Hochdeutsch!", "unknown-language"),
    ],
)
def test_unreadable_words_stay(tmp_path, column, value, code):
    handed, codes = one(tmp_path, {column: value})
    assert codes == [code]
    assert handed["a1"].record.extra == {column: value}


def test_hours_that_cannot_be_read_stay_as_words(tmp_path):
    handed, _ = one(tmp_path, {"hours": "montags, wenn Licht brennt"})
    (schedule,) = handed["a1"].record.schedules
    assert (schedule.opening_hours, schedule.description) == (None, "montags, wenn Licht brennt")


def test_by_appointment_is_never_hours(tmp_path):
    handed, codes = one(tmp_path, {"hours": "nach Vereinbarung"})
    assert handed["a1"].record.appointment == "required"
    assert handed["a1"].record.schedules[0].opening_hours is None
    assert codes == []


def test_money_and_ages_beside_their_words(tmp_path):
    handed, codes = one(tmp_path, {"cost": "kostenlos", "who": "ab 60 Jahren"})
    record = handed["a1"].record
    assert (record.free, record.fees_description) == (True, "kostenlos")
    assert (record.minimum_age, record.maximum_age, record.eligibility_description) == (60, None, "ab 60 Jahren")
    assert codes == []


def test_area_served_keeps_its_words(tmp_path):
    handed, codes = one(tmp_path, {"area": "Kreis Recklinghausen"})
    (area,) = handed["a1"].record.service_areas
    assert (area.name, area.areas, codes) == ("Kreis Recklinghausen", ("05562",), [])
    handed, codes = one(tmp_path, {"area": "hinter den sieben Bergen"})
    (area,) = handed["a1"].record.service_areas
    assert (area.name, area.areas, codes) == ("hinter den sieben Bergen", (), [])


def test_languages_by_code_or_name(tmp_path):
    handed, codes = one(tmp_path, {"langs": ["uk", "Türkisch", "Paschto", "Elbisch"], "lang": "en"})
    assert [(one.code, one.name) for one in handed["a1"].record.languages] == [
        ("uk", None),
        ("tr", None),
        ("ps", None),
        (None, "Elbisch"),
    ]
    assert handed["a1"].record.language == "en"
    assert codes == ["unknown-language"]


def test_a_place(tmp_path):
    handed, codes = one(tmp_path, {"plz": 45699, "city": "Herten", "ramp": "ja", "lat": 51.6, "lon": "7,13"})
    place = handed["a1#location"].record
    assert (place.ags, place.wheelchair, place.latitude, place.longitude) == ("05562020", "yes", 51.6, 7.13)
    assert (place.addresses[0].postal_code, place.addresses[0].city) == ("45699", "Herten")
    assert handed["a1"].record.service_at_locations[0].location_id == place.id
    assert codes == []


def test_a_numeric_postcode_gets_its_zero_back(tmp_path):
    handed, _ = one(tmp_path, {"plz": 1067})
    assert handed["a1#location"].record.addresses[0].postal_code == "01067"


def test_words_between_semicolons_and_lists(tmp_path):
    assert one(tmp_path, {"words": "Tafel; Kinder, Jugend | Tafel"})[0]["a1"].record.categories == (
        "Tafel",
        "Kinder, Jugend",
    )
    assert one(tmp_path, {"words": ["Tafel", ""]})[0]["a1"].record.categories == ("Tafel",)


def test_own_fields_go_to_extra(tmp_path):
    assert one(tmp_path, {"own": "x"})[0]["a1"].record.extra == {"own": "x"}


def test_lookups_are_exceptions_with_a_note(tmp_path):
    lookups = {
        "visit": [{"when": "ohne Termin", "to": "appointment", "then": "none", "note": "plain"}],
        "phone": [{"when": ["hat keins"], "then": None, "known_none": True, "note": "they say so"}],
        "cost": [
            {"when": "gratis, anonym", "to": "free", "then": True, "set": {"anonymous_possible": True}, "note": "x"}
        ],
        "words": [{"when": "Essen", "then": "Mahlzeiten", "note": "not the town"}],
    }
    row = {"visit": "ohne Termin", "phone": "hat keins", "words": ["Essen", "Tafel"]}
    handed, codes = one(tmp_path, row, lookups=lookups)
    record = handed["a1"].record
    assert (record.appointment, record.appointment_note, record.phones) == ("none", "ohne Termin", ())
    assert (record.known_none, record.categories, codes) == (("phones",), ("Mahlzeiten", "Tafel"), [])


def test_a_lookup_may_fill_another_target(tmp_path):
    known = {
        "when": "gratis, anonym",
        "to": "free",
        "then": "kostenlos",
        "set": {"anonymous_possible": True},
        "note": "x",
    }
    handed, codes = one(tmp_path, {"cost": "gratis, anonym"}, lookups={"cost": [known]})
    record = handed["a1"].record
    assert (record.free, record.anonymous_possible, record.fees_description) == (True, True, "gratis, anonym")
    assert codes == []


def test_a_key_may_be_shown_too(tmp_path):
    handed, codes = one(tmp_path, {}, fields={"id": ["key", "name"]})
    assert (handed["a1"].record.name, codes) == ("a1", [])


def test_two_columns_may_share_a_text(tmp_path):
    fields = {"id": "key", "a": "description", "b": "description"}
    handed, _ = one(tmp_path, {"a": "Erst.", "b": "Dann."}, fields=fields)
    assert handed["a1"].record.description == "Erst.\nDann."


EVENT = {
    "id": "key",
    "title": "name",
    "start": "happening.dtstart",
    "rule": "happening.rrule",
    "place": ["place_text", "location.words"],
}


@pytest.mark.parametrize("start", ["2025-10", "2023", "2026-02-28", "2026-02-28T10:00"])
def test_an_event_starts_as_precisely_as_stated(tmp_path, start):
    report, handed = harvest(
        sheet(tmp_path, [{"id": "e1", "title": "Treffen", "start": start}], kind="event", fields=EVENT)
    )
    assert handed["e1"].record.happening.dtstart == start
    assert report.blocked == ()


def test_an_event_without_start_is_not_kept_back(tmp_path):
    report, handed = harvest(
        sheet(
            tmp_path, [{"id": "e1", "title": "Treffen", "rule": "FREQ=MONTHLY;BYDAY=1TH"}], kind="event", fields=EVENT
        )
    )
    assert handed["e1"].record.happening.rrule == "FREQ=MONTHLY;BYDAY=1TH"
    assert report.blocked == ()


def test_a_rule_that_cannot_be(tmp_path):
    row = {"id": "e1", "rule": "FREQ=NIE", "start": "31.31."}
    report, handed = harvest(sheet(tmp_path, [row], kind="event", fields=EVENT))
    assert handed["e1"].record.extra == {"rule": "FREQ=NIE", "start": "31.31."}
    assert {"bad-rrule", "bad-date"} <= {found.code for found in report.findings}


@pytest.mark.parametrize(
    ("words", "district", "ags"),
    [
        ("Gemeindehaus, Musterstraße 1, Herten-Westerholt", "Westerholt", "05562020"),
        ("Bürgerhaus Herten, Musterplatz 1", None, "05562020"),
        ("Gemeindehaus, Herten-Musterdorf", None, "05562020"),
        ("Glashaus Herten", None, "05562020"),
        ("Thomaskirche Westerholt", "Westerholt", "05562020"),
        ("hybrid (vor Ort und digital)", None, None),
    ],
)
def test_an_event_lies_in_the_town_its_words_end_with(tmp_path, words, district, ags):
    keys = {"kind": "event", "fields": EVENT, "area": ["05562020"], "districts": {"Westerholt": "05562020"}}
    _, handed = harvest(sheet(tmp_path, [{"id": "e1", "place": words}], **keys))
    assert handed["e1"].record.place_text == words
    place = handed.get("e1#location")
    assert (place and place.record.ags) == ags
    assert (place and place.record.addresses[0].district) == district


def test_hours_in_prose_are_read_where_they_are_certain(tmp_path):
    words = "montags bis donnerstags 9 bis 12 Uhr und nach Vereinbarung"
    handed, codes = one(tmp_path, {"hours": words})
    (schedule,) = handed["a1"].record.schedules
    assert (schedule.opening_hours, schedule.description, codes) == ("Mo-Th 09:00-12:00", words, [])
    assert handed["a1"].record.appointment == "possible"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("werktags 8 bis 16 Uhr", "Perhaps `Mo-Fr 08:00-16:00`, but a person has to say so: whether Saturday"),
        ("telefonisch erreichbar montags 9 bis 12 Uhr", "hours of another kind (phone)"),
    ],
)
def test_hours_in_prose_that_are_not_certain_are_a_proposal(tmp_path, words, said):
    report, handed = harvest(sheet(tmp_path, [{"id": "a1", "hours": words}], fields=ALL, area=["05562020"]))
    assert handed["a1"].record.schedules[0].opening_hours is None
    [found] = [found for found in report.findings if found.code == "bad-hours"]
    assert said in found.message


def test_a_second_span_in_prose_adds_to_the_first(tmp_path):
    handed, _ = one(tmp_path, {"hours": "Dienstag – Freitag: 8.30 – 12 Uhr\nDonnerstags: 13.30 – 18 Uhr"})
    [schedule] = handed["a1"].record.schedules
    assert schedule.opening_hours == "Tu,We,Fr 08:30-12:00; Th 08:30-12:00,13:30-18:00"


def test_a_comment_in_osm_hours_is_no_prose(tmp_path):
    words = 'Mo 09:00-12:00; Tu 14:00-16:00 "nach Vereinbarung"'
    handed, codes = one(tmp_path, {"hours": words})
    assert (handed["a1"].record.schedules[0].opening_hours, codes) == (words, [])


@pytest.mark.parametrize(
    ("words", "osm"),
    [
        ("Di-Fr 8.30-12; Do 13.30-18", "Tu,We,Fr 08:30-12:00; Th 08:30-12:00,13:30-18:00"),
        ("Mo-Fr 9-12; Mo 14-16", "Mo 09:00-12:00,14:00-16:00; Tu-Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00; Mo 14:00-16:00", "Mo-Fr 09:00-12:00; Mo 14:00-16:00"),
    ],
)
def test_what_is_no_osm_syntax_is_prose_and_loses_no_morning(tmp_path, words, osm):
    handed, codes = one(tmp_path, {"hours": words})
    assert (handed["a1"].record.schedules[0].opening_hours, codes) == (osm, [])
