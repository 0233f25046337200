import pytest

from anlaufstelle.record.entry import Finding
from anlaufstelle.record.model import Event, Organization
from anlaufstelle.resolve.outward import outward, quoting

LINK = "https://konferenz.example.org/raum/1234?pwd=geheim"


def event(**fields: object) -> Event:
    return Event(id="a", name="Treffen", **{"online_url": LINK, "online_for": "members", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "record",
    [
        event(online_for="everyone"),
        event(online_url=None),
        Organization(id="b", name="x"),
    ],
)
def test_what_is_for_everyone_stays_the_same_object(record):
    assert outward(record) is record


@pytest.mark.parametrize(
    "fields", [{}, {"online_for": "professionals"}, {"online_for": "everyone", "audience": "members"}]
)
def test_the_link_is_for_whom_it_is(fields):
    told = outward(event(**fields))
    assert (told.online_url, told.name) == (None, "Treffen")


def test_the_link_goes_wherever_in_the_record_it_stands():
    told = outward(event(
        description=f"Um 9 Uhr. Einwahl: {LINK} (Mikrofon aus)", url=LINK, registration=f"{LINK[8:]}&x=1",
        extra={"zoom": [LINK, "anderes"], "wort": f"<{LINK}>"}, place_text="Rathaus",
    ))  # fmt: skip
    assert (told.description, told.url, told.registration, told.place_text, told.extra) == (
        "Um 9 Uhr. Einwahl: … (Mikrofon aus)", None, None, "Rathaus", {"zoom": ["anderes"], "wort": "<…>"},
    )  # fmt: skip


def test_a_finding_about_it_does_not_quote_it():
    finding = Finding(code="x", degree="note", path="online_url", message=LINK, remedy="r", value=LINK)
    assert quoting(finding, laid_aside=True).value is None
    assert LINK not in str(quoting(finding, laid_aside=True))
    assert quoting(finding, laid_aside=False) is finding
