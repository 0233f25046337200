import pytest

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.catalogue.shapes import TownContact
from anlaufstelle.errors import BadSheet, NotFound, UnknownPlace
from anlaufstelle.pipeline import accounts, setup

from .town import TOWN, harvest, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = f'slug: musterstadt\nname: Musterstadt\nareas: ["{TOWN}"]\ncontact: {{service: tafel, email: rat@example.org}}\n'


@pytest.fixture
def sources(tmp_path, settings):
    settings.ANLAUFSTELLE_SOURCES = tmp_path
    sheet(tmp_path)
    (tmp_path / "musterstadt" / "edition.yml").write_text(TEXT)
    return tmp_path


def test_an_edition_begins_as_a_preview_and_stays_released(sources):
    setup.ensure()
    assert (read.edition("musterstadt").state, read.edition("musterstadt").areas) == ("preview", (TOWN,))
    store.release_edition("musterstadt", who="Erika Muster")
    setup.ensure()
    assert [one.state for one in read.editions()] == ["released"]
    with pytest.raises(NotFound):
        read.edition("nirgendwo")


def test_its_contact_is_filled_in_from_the_entry_it_names(sources):
    setup.ensure()
    assert read.edition("musterstadt").contact == TownContact(email="rat@example.org")
    harvest(sources)
    assert read.edition("musterstadt").contact == TownContact(
        name="Tafel Musterstadt", phone="+492366111111", email="rat@example.org", website="https://example.org/",
        entry_id=id_of("tafel"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["name: x", "slug: x\nname: x\nstate: released", "slug: x\nname: x\nareas: 5", ":"])
def test_what_an_edition_may_not_be(sources, text):
    path = sources / "musterstadt" / "edition.yml"
    path.write_text(text)
    with pytest.raises(BadSheet):
        setup.edition(path)


def test_a_broken_edition_stays_as_it_was_and_holds_up_no_other(sources):
    setup.ensure()
    (sources / "musterstadt" / "edition.yml").write_text("slug: musterstadt\nname: [")
    (sources / "zweitstadt").mkdir()
    (sources / "zweitstadt" / "edition.yml").write_text("slug: zweitstadt\nname: Zweitstadt\n")
    [(path, why)] = setup.ensure().items()
    assert (path, "cannot be read" in why) == ("musterstadt/edition.yml", True)
    assert [one.name for one in read.editions()] == ["Musterstadt", "Zweitstadt"]


def test_a_networks_area_is_its_slug_and_roles_can_be_held_in_it(sources):
    (sources / "netz").mkdir()
    (sources / "netz" / "edition.yml").write_text("slug: musternetz\nname: Musternetz\nnetwork: {about: Austausch}\n")
    setup.ensure()
    assert read.edition("musternetz").areas == ("net:musternetz",)
    assert accounts.invite(by=accounts.SYSTEM, name="Eva Muster", held=Held("editor", "net:musternetz"))
    with pytest.raises(UnknownPlace):
        accounts.invite(by=accounts.SYSTEM, name="Max Muster", held=Held("editor", "net:nirgends"))


@pytest.mark.parametrize("text", ["areas: ['05562020']", "districts: [Musterdorf]", "slug: Muster Netz"])
def test_a_network_has_no_ground_and_a_short_plain_slug(sources, text):
    path = sources / "musterstadt" / "edition.yml"
    path.write_text(f"slug: musternetz\nname: Musternetz\nnetwork: {{}}\n{text}\n")
    with pytest.raises(BadSheet, match="network"):
        setup.edition(path)
