"""A whole entry in one form: parts added, removed and moved, hours seen as a week, meters, preview, a new entry."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from anlaufstelle.catalogue import read
from anlaufstelle.pipeline import draft
from anlaufstelle.record.model import Organization, Phone, Service, record_id
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, hand_in, id_of
from .conftest import HELD, signed_in

DEBTS = f"/desk/eintrag/{id_of('debts')}/bearbeiten"
FOOD = f"/desk/eintrag/{id_of('food')}/bearbeiten"
NEW = "/desk/eintrag/neu"


class Fields(HTMLParser):
    """What a browser would send of the large form: names and values, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.name, self.given = False, "", {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.inside = self.inside or told.get("class") == "desk-edit"
        if not self.inside or not told.get("name"):
            if tag == "option" and "selected" in told and self.name:
                self.given[self.name] = [told.get("value") or ""]
            return
        name = str(told["name"])
        if tag == "input":
            self.given.setdefault(name, []).append(told.get("value") or "")
        elif tag in ("textarea", "select"):
            self.name, self.given[name] = name, [""]

    def handle_data(self, data: str) -> None:
        if self.name and self.lasttag == "textarea":
            self.given[self.name] = [self.given[self.name][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.name = ""
        if tag == "form":
            self.inside = False


def form(client: Client, path: str) -> dict[str, list[str]]:
    page = client.get(path)
    assert page.status_code == 200
    return given(page)


def given(answer) -> dict[str, list[str]]:
    parser = Fields()
    parser.feed(answer.content.decode())
    return parser.given


def send(client: Client, path: str, told: dict[str, list[str]], act: str = "entscheiden", **more: str):
    return client.post(path, {**told, "grund": "angerufen", **more, "tun": act})


def record(key: str):
    return read.entry(id_of(key)).record


def filled(told: dict, **values: str) -> dict[str, list[str]]:
    return {**told, **{name: [value] for name, value in values.items()}}


def only(told: dict, start: str) -> list[str]:
    return [name for name in told if name.startswith(start)]


def test_the_form_asks_every_usual_field_with_its_value(editor):
    told = form(editor, DEBTS)
    phone = record("debts").phones[0].id
    assert told["name"] == ["Musterberatung bei Schulden"]
    assert told[f"phones[{phone}].number"] == ["02366 0002"]
    assert told["teile:phones"] == [phone]
    for name in ("description", "fees_description", "eligibility_description", "appointment", "alert"):
        assert name in told
    assert len(editor.get(DEBTS).content) < 100_000


def test_sent_as_it_was_it_changes_nothing(editor):
    answer = send(editor, DEBTS, form(editor, DEBTS))
    assert answer.status_code == 422 and "nichts geändert" in answer.content.decode()
    assert [one.verb for one in read.history(id_of("debts"))] == ["harvest"]


def test_several_fields_are_decided_at_once_each_as_a_line_of_its_own(editor, visitor):
    told = filled(form(editor, FOOD), email="tafel@example.org", fees_description="2 Euro je Tüte", free="nein")
    assert send(editor, FOOD, told, bis="2099-05-31")["Location"].startswith(f"/desk/eintrag/{id_of('food')}?neu=")
    lines = [one for one in read.history(id_of("food")) if one.verb == "decide"]
    assert [(one.path, one.value, one.why) for one in lines] == [
        ("email", "tafel@example.org", "angerufen"),
        ("fees_description", "2 Euro je Tüte", "angerufen"),
        ("free", False, "angerufen"),
    ]
    assert {str(one.until) for one in lines} == {"2099-05-31"}
    site = visitor.get(f"/de/angebot/{id_of('food')}/x", follow=True).content.decode()
    assert "tafel@example.org" in site and "2 Euro je Tüte" in site


def test_parts_are_added_moved_and_removed(editor):
    told = form(editor, DEBTS)
    first = told["teile:phones"][0]
    more = given(send(editor, DEBTS, told, "add:phones"))
    second = more["teile:phones"][1]
    assert first == more["teile:phones"][0] and second != first
    more[f"phones[{second}].number"] = ["02366 777"]
    moved = given(send(editor, DEBTS, more, f"up:phones:{second}"))
    assert moved["teile:phones"] == [second, first]
    assert moved[f"phones[{second}].number"] == ["02366 777"]
    assert send(editor, DEBTS, moved).status_code == 302
    assert [one.number for one in record("debts").phones] == ["+492366777", "+4923660002"]
    told = form(editor, DEBTS)
    gone = given(send(editor, DEBTS, told, f"remove:phones:{second}"))
    assert send(editor, DEBTS, gone).status_code == 302
    assert [one.number for one in record("debts").phones] == ["+4923660002"]


def test_a_new_part_alone_is_one_line_and_an_empty_one_is_none(editor):
    told = given(send(editor, DEBTS, form(editor, DEBTS), "add:languages"))
    assert send(editor, DEBTS, told).status_code == 422
    [name] = [one for one in only(told, "languages[") if one.endswith(".code")]
    send(editor, DEBTS, filled(told, **{name: "Türkisch"}))
    assert [one.code for one in record("debts").languages] == ["tr"]
    [line] = [one for one in read.history(id_of("debts")) if one.verb == "decide"]
    assert line.path.startswith("languages[")


def test_what_cannot_be_read_is_named_beside_its_field_and_nothing_is_lost(editor):
    told = given(send(editor, DEBTS, form(editor, DEBTS), "add:languages"))
    [name] = [one for one in only(told, "languages[") if one.endswith(".code")]
    answer = send(editor, DEBTS, filled(told, **{name: "Klingonisch", "minimum_age": "achtzehn", "name": "Neuer Name"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "„achtzehn“ ist keine Zahl" in page and "Klingonisch" in page and 'value="Neuer Name"' in page
    assert record("debts").name == "Musterberatung bei Schulden"


def test_hours_are_shown_as_a_week_before_they_count(editor):
    told = given(send(editor, FOOD, form(editor, FOOD), "add:schedules"))
    [name] = [one for one in only(told, "schedules[") if one.endswith(".opening_hours")]
    seen = send(editor, FOOD, filled(told, **{name: "Mo bis Do 9 bis 16 Uhr"}), "ansehen").content.decode()
    assert "So verstanden" in seen and "09:00–16:00" in seen
    unsure = send(editor, FOOD, filled(told, **{name: "jede zweite Woche Mo 9-12 Uhr"}))
    assert "nicht sicher" in unsure.content.decode() and record("food").schedules == ()
    agreed = given(unsure)
    assert send(editor, FOOD, agreed).status_code == 302
    assert len(record("food").schedules) == 1


def test_two_who_write_different_fields_at_once_both_succeed_and_the_same_field_is_told(editor, second):
    mine, theirs = form(editor, FOOD), form(second, FOOD)
    assert send(editor, FOOD, filled(mine, email="eva@example.org")).status_code == 302
    late = send(second, FOOD, filled(theirs, email="otto@example.org", fees_description="nichts"))
    assert late.status_code == 409 and "Eva Muster" in late.content.decode()
    assert (record("food").email, record("food").fees_description) == ("eva@example.org", "nichts")
    assert "otto@example.org" in editor.get("/desk/eingang?art=proposal").content.decode()


def test_the_preview_is_the_residents_own_page_and_changes_nothing(editor):
    told = filled(form(editor, FOOD), description="Lebensmittel für alle, die wenig Geld haben.", name="Neue Tafel")
    page = send(editor, FOOD, told, "vorschau").content.decode()
    assert "Vorschau" in page and page.count("Neue Tafel") >= 2 and 'class="card"' in page
    assert "Lebensmittel für alle, die wenig Geld haben." in page
    assert record("food").name == "Mustertafel"


def test_meters_say_what_is_missing_and_how_hard_it_reads(editor):
    text = (
        "Die Inanspruchnahme der Beratungsleistungen setzt grundsätzlich eine vorherige Terminvereinbarung voraus, "
        "wobei die Berücksichtigung individueller Lebensverhältnisse selbstverständlich gewährleistet bleibt."
    )
    page = send(editor, FOOD, filled(form(editor, FOOD), description=text), "ansehen").content.decode()
    assert "Wiener Sachtextformel" in page and "für viele zu schwer" in page
    assert "Eine verschlossene Tür kostet einen ganzen Vormittag." in page
    assert re.search(r"Vollständig zu \d+ %", page)


def test_a_new_entry_by_the_same_form_is_published_at_once(editor, visitor):
    told = form(editor, f"{NEW}?art=service")
    assert send(editor, NEW, told).status_code == 422
    told = filled(told, name="Mustersprechstunde", email="hallo@example.org", categories="Schuldnerberatung")
    assert "Mustersprechstunde" in send(editor, NEW, told, "vorschau").content.decode()
    answer = send(editor, NEW, told)
    assert answer.status_code == 302
    id = re.search(r"eintrag/([\w-]+)", answer["Location"])[1]
    entry = read.entry(id)
    assert (entry.name, entry.sources[0].source, entry.areas) == ("Mustersprechstunde", f"desk-{TOWN}", (TOWN,))
    assert "hallo@example.org" in visitor.get(f"/de/angebot/{id}/x", follow=True).content.decode()
    assert [one for one in read.inbox.page(_eva()).items if one.kind == "new"] == []
    later = f"/desk/eintrag/{id}/bearbeiten"
    assert send(editor, later, filled(form(editor, later), email="neu@example.org")).status_code == 302
    assert read.entry(id).record.email == "neu@example.org"


def _eva():
    return read.people.person(read.people.user_id("Eva Muster"))


def test_nobody_adds_in_a_town_that_is_not_theirs(editor):
    assert editor.get(f"{NEW}?gebiet=05513000").status_code == 403
    assert editor.get(f"{NEW}?art=planet").status_code == 422


@pytest.mark.parametrize("kind", ["organization", "location", "event", "opportunity"])
def test_each_kind_has_a_form(editor, kind):
    told = form(editor, f"{NEW}?art={kind}")
    assert send(editor, NEW, filled(told, name="Musterding")).status_code == 302


def test_a_pin_is_set_by_its_coordinates_and_never_for_a_confidential_place(editor):
    house = f"/desk/eintrag/{id_of('house')}/bearbeiten"
    page = editor.get(house).content.decode()
    assert "data-pin" in page and "Punkt" in page
    told = filled(form(editor, house), latitude="51,5958", longitude="7.123456", precision="address")
    assert send(editor, house, told).status_code == 302
    place = record("house")
    assert (place.latitude, place.longitude, place.precision) == (51.5958, 7.123456, "address")
    secret = editor.get(f"/desk/eintrag/{id_of('secret')}/bearbeiten").content.decode()
    assert "data-pin" not in secret and 'name="latitude"' not in secret and 'name="teile:addresses"' not in secret


def test_a_place_of_an_offer_is_chosen_from_those_known(editor):
    told = given(send(editor, FOOD, form(editor, FOOD), "add:service_at_locations"))
    [name] = [one for one in only(told, "service_at_locations[") if one.endswith(".location_id")]
    assert send(editor, FOOD, filled(told, **{name: "x"})).status_code == 422
    answer = send(editor, FOOD, filled(told, **{name: id_of("house")}))
    assert answer.status_code == 302, re.findall(r'desk-wrong"[^>]*>([^<]*)', answer.content.decode())
    assert [one.name for one in read.entry(id_of("food")).locations] == ["Musterhaus"]


def test_what_others_write_becomes_proposals(editor):
    adviser = signed_in("Alma Muster", HELD["adviser"])
    answer = send(adviser, FOOD, filled(form(adviser, FOOD), email="a@example.org"))
    assert answer["Location"].endswith("?vorschlag=1")
    assert record("food").email is None


def test_every_field_of_the_history_stands_by_itself(editor):
    send(editor, FOOD, filled(form(editor, FOOD), email="tafel@example.org"))
    page = editor.get(f"/desk/eintrag/{id_of('food')}/verlauf").content.decode()
    assert "<ins>tafel@example.org</ins>" in page and "angerufen" in page and 'id="categories"' in page
    one = editor.get(f"/desk/eintrag/{id_of('food')}/verlauf?feld=email").content.decode()
    assert 'id="email"' in one and 'id="categories"' not in one


def test_changes_are_told_as_small_as_they_can_be():
    id = record_id(SOURCE, "x")
    one, two, three = (Phone(id=f"p{number}", number=f"+49236612{number}") for number in range(3))
    before = Service(id=id, name="x", phones=(one, two), email="a@example.org")

    def made(**fields: object) -> list[str]:
        return [one.path for one in draft.changes(before, Service(**{**_fields(before), **fields}))]

    assert made() == []
    assert made(phones=(one, two, three), email=None) == ["email", "phones[p2]"]
    assert made(phones=(two,)) == ["phones[p0]"]
    assert made(phones=(two, one)) == ["phones"]
    assert made(phones=(one, Phone(id="p1", number="+4923669"))) == ["phones[p1].number"]


def _fields(record: Service) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_an_offer_moves_to_another_carrier_by_its_name(editor, visitor):
    other = Organization(id=id_of("other"), name="Nachbarverein am Markt")
    hand_in([Received(source=SOURCE, key="other", record=other)])
    told = form(editor, FOOD)
    assert told["organization_id"] == ["Musterverein e. V."]
    assert '<option value="Nachbarverein am Markt">' in editor.get(FOOD).content.decode()
    unclear = send(editor, FOOD, filled(told, organization_id="verein"))
    assert (unclear.status_code, "Musterverein e. V.; Nachbarverein am Markt" in unclear.content.decode()) == (
        422,
        True,
    )
    nobody = send(editor, FOOD, filled(told, organization_id="Gibtesnicht"))
    assert (nobody.status_code, "Einen Träger „Gibtesnicht“ gibt es hier nicht" in nobody.content.decode()) == (
        422,
        True,
    )
    assert send(editor, FOOD, filled(told, organization_id="Nachbarverein am Markt")).status_code == 302
    entry = read.entry(id_of("food"))
    assert (entry.provider.name, record("food").organization_id) == ("Nachbarverein am Markt", id_of("other"))
    assert "Nachbarverein am Markt" in visitor.get(f"/de/angebot/{id_of('food')}/x", follow=True).content.decode()


def test_two_carriers_of_one_name_are_told_apart(editor):
    for key in ("eins", "zwei"):
        hand_in([Received(source=SOURCE, key=key, record=Organization(id=id_of(key), name="Zwilling e. V."))])
    told = form(editor, FOOD)
    page = send(editor, FOOD, filled(told, organization_id="Zwilling e. V.")).content.decode()
    written = f"Zwilling e. V. ({id_of('zwei')})"
    assert written in page and f"Zwilling e. V. ({id_of('eins')})" in page
    assert send(editor, FOOD, filled(told, organization_id=written)).status_code == 302
    assert read.entry(id_of("food")).provider.id == id_of("zwei")
    assert form(editor, FOOD)["organization_id"] == [written]


TOLD_ABOUT_THE_HOUSE = re.compile("Musterweg 1|45699|51[.,]59")
SECRET_PAGES = (
    "/de/angebot/{debts}/x", "/de/suche?q=Musterweg", "/de/suche?q=Schulden", "/api/hsds/services/{debts}",
    "/feeds/angebote.csv", "/api/find?q=Schulden", "/feeds/angebote.geojson", "/feeds/{debts}.jsonld",
    "/desk/eintrag/{house}", "/desk/eintrag/{debts}", "/desk/eintrag/{house}/verlauf",
    "/desk/eintrag/{house}/bearbeiten",
    "/desk/auskunft?q=Schulden&wahl={debts}", "/desk/eingang",
)  # fmt: skip


def told_anywhere(editor) -> list[str]:
    keys = {key: id_of(key) for key in ("debts", "house")}
    pages = {page: editor.get(page.format(**keys), follow=True).getvalue().decode() for page in SECRET_PAGES}
    return [page for page, text in pages.items() if TOLD_ABOUT_THE_HOUSE.search(text)]


def test_a_place_becomes_a_secret_at_once_and_everywhere(editor):
    house = f"/desk/eintrag/{id_of('house')}/bearbeiten"
    told = filled(form(editor, house), latitude="51,5958", longitude="7,1234", precision="address")
    assert send(editor, house, told).status_code == 302
    assert "Diesen Ort geheim halten" in editor.get(house).content.decode()
    assert f'href="{house}"' in editor.get(DEBTS).content.decode()
    assert len(told_anywhere(editor)) > 5
    told = {name: value for name, value in form(editor, house).items() if name != "geheim"}
    assert send(editor, house, told, "geheim").status_code == 422  # without the tick
    assert send(editor, house, told, "geheim", geheim="ja", bis="2099-01-01")["Location"].partition("?neu=")[1]
    assert next(one for one in read.history(id_of("house")) if one.path == "confidential").until is None
    assert (record("house").confidential, record("house").addresses, record("house").latitude) == (True, (), None)
    assert told_anywhere(editor) == []
    assert "Diesen Ort geheim halten" not in editor.get(house).content.decode()
