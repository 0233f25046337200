"""A visibly invented town and a network in which every page of the residents' site has something to show."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from msgspec.structs import replace

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.duties import Accessibility, Barrier, Publisher, Signing
from anlaufstelle.catalogue.shapes_town import HelpDesk, House, Quarter, Room
from anlaufstelle.record.model import (
    Conference,
    Event,
    Happening,
    Notice,
    Opportunity,
    Phone,
    Project,
    ServiceArea,
    Slot,
    part_id,
)
from anlaufstelle.record.received import Received
from anlaufstelle.record.slot import DAYS
from anlaufstelle.resolve.context import SourceFacts

from ..faces import musternetz
from ..faces.conftest import SOURCE, TOWN, edition, everything, hand_in, id_of
from ..faces.doors import choirs
from .matrix import LANGUAGES

QUARTER = "Musterdorf-Süd"
HERE = (ServiceArea(id="herten", name="Stadt Herten", areas=(TOWN,)),)
HOUSES = (
    House(name="Musterhaus", place="Musterweg 1", phone="+4923660004", rooms=(
        Room(name="Saal", floor="Erdgeschoss", seats=80, step_free=True), Room(name="Raum 2", step_free=False),
    )),
    House(name="Zweites Haus", rooms=(Room(name="Küche"),)),
)  # fmt: skip
PUBLISHER = Publisher(
    name="Stadt Musterstadt", street="Musterweg 3", place="45699 Musterstadt", represented_by="Eva Muster",
    email="stadt@musterstadt.example.org", phone="02366 0001", supervised_by="Kreis Muster", vat_id="DE000000000",
    editor="Otto Muster", privacy_officer="Mia Muster", privacy_email="daten@musterstadt.example.org",
    privacy_authority="Landesbeauftragte Muster",
)  # fmt: skip
STATEMENT = Accessibility(
    conformity="partial", assessed_on="2026-05-02", updated_on="2026-06-01", email="barriere@musterstadt.example.org",
    exceptions=(Barrier(what="Karten", why="Es fehlen Beschreibungen.", instead="Die Liste sagt dasselbe."),),
    ombuds="Ombudsstelle Muster, Musterweg 2", ombuds_url="https://ombuds.example.org",
)  # fmt: skip


def in_town() -> list[Received]:
    today = timezone.localdate()
    ahead, past = (today + timedelta(days=9)).isoformat(), (today - timedelta(days=40)).isoformat()
    told = {
        "garten": Project(
            id=id_of("garten"), name="Mustergarten", description="Ein Garten, den alle pflegen.", district=QUARTER,
            organization_name="Musterverein e. V.", aims=("Ein Garten für alle",), results=("40 Beete",),
            partners=("Musterschule: Kinder und Spaten",), businesses=("Musterbäckerei: Brot",), starts="2025-05",
            ends="2027", funding_line="Musterprogramm", funding_source="Land Musterland", email="g@example.org",
            categories=("Ehrenamt",), service_areas=HERE,
        ),
        "neu": Conference(id=id_of("neu"), name="Musterkonferenz", district=QUARTER, day=ahead, place_text="Saal"),
        "alt": Conference(
            id=id_of("alt"), name="Musterkonferenz im März", district=QUARTER, day="2024-03-04",
            minutes="Alle kamen.\nAlle blieben.", url="https://protokoll.example.org/konferenz-vom-4-maerz-2024.pdf",
            decisions=("erledigt: Bank am Mustermarkt", "Licht im Park", "abgelehnt: Ein See"),
        ),
        "zettel": Notice(
            id=id_of("zettel"), name="Musterflohmarkt", description="Wer macht mit?", since=today.isoformat(),
            until=ahead, district=QUARTER, email="markt@example.org", organization_name="Musterverein e. V.",
            service_areas=HERE,
        ),
        "beete": Opportunity(
            id=id_of("beete"), name="Beete gießen", description="Jede Woche eine Stunde.", city="Herten",
            organization_id=id_of("verein"), time_needed="eine Stunde in der Woche", requirements="Keine",
            insured=True, commitment="regular", categories=("Garten",), service_areas=HERE,
        ),
        "fest": Event(id=id_of("fest"), name="Musterfest", happening=Happening(dtstart=f"{past}T15:00:00")),
        "tanz": Event(
            id=id_of("tanz"), name="Mustertanz", happening=Happening(dtstart=f"{ahead}T15:00:00"), free=True,
            child_care=True, registration_url="https://tanz.example.org", service_areas=HERE,
        ),
    }  # fmt: skip
    hours = {f"slot{n}": Slot(
        id=id_of(f"slot{n}"), name="Sprechzeit zu Mieten", house="Musterhaus", room="Saal", opens="09:00",
        closes="24:00", weekday=DAYS[(today.weekday() + n) % 7], organization_name="Musterverein e. V.",
        phones=(Phone(id=part_id(id_of(f"slot{n}"), "phone"), number="+4923660005"),), valid_to="2030-01-01",
    ) for n in range(3)}  # fmt: skip
    return [Received(source=SOURCE, key=key, record=one) for key, one in {**told, **hours}.items()]


def in_network() -> list[Received]:
    id, document, body = musternetz.id_of, musternetz.document, musternetz.body
    when = Happening(dtstart="2026-01-01T10:00", dtend="2026-01-01T12:00", rrule="FREQ=MONTHLY;BYDAY=1TH")
    guide = {"name": "Leitfaden Gärten", "licence": "CC-BY-4.0", "url": "https://netz.example.org/leitfaden.pdf"}
    return [
        musternetz.member("essen", "Stadt Essen", "05113000", since="2021", url="https://essen.example.org"),
        body("vorstand", "Mustervorstand", body_type="board", members=("Eva Muster: Vorsitz", "Max Muster")),
        body("gruppe", "AG Mustergarten", body_type="working-group", description="Gärten in den Quartieren.",
             aims=("Gärten für alle",), members=("Mia Muster: Stadt Essen",), email="ag@netz.example.org"),
        document("erste", version="1", issued="2020", **guide),
        document("leitfaden", version="2", issued="2025-05", replaces_id=id("erste"), body_id=id("gruppe"),
                 description="So entsteht ein Garten.", text="Zuerst die Nachbarschaft fragen.",
                 categories=("Ehrenamt",), **guide),
        musternetz.meeting(happening=when, attendance="hybrid", online_url="https://konferenz.example.org/raum",
                           online_for="members", place_text="Rathaus Musterstadt", units="2",
                           recognised_by="Musterkammer"),
    ]  # fmt: skip


def fill(home: Path, settings: object) -> None:
    """Both editions in all languages, and the network's released, since a preview writes no newsletter."""
    settings.ANLAUFSTELLE_HOME = home  # type: ignore[attr-defined]
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    quarters = (Quarter(name=QUARTER, about="Am Fluss.", contact="Musterbüro", phone="+4923660009"),)
    own = edition(
        languages=LANGUAGES, districts=(QUARTER, "Leerdorf"), quarters=quarters, houses=HOUSES, publisher=PUBLISHER,
        helping=HelpDesk(name="Musteragentur"), plain="# Hallo\n\nDas ist eine Seite.", accessibility=STATEMENT,
        signing=Signing(video="/film.webm", captions="/film.vtt"), texts={"about": "# Über uns\n\nWir sind Muster."},
    )  # fmt: skip
    store.keep_edition(own)
    hand_in([*everything(), *in_town(), *choirs()])
    musternetz.settle()
    store.keep_edition(replace(musternetz.network(office="Musterstelle", url="https://netz.example.org"),
                               languages=LANGUAGES))  # fmt: skip
    store.release_edition("musternetz", who="Eva Muster")
    musternetz.hand_in(*in_network())
