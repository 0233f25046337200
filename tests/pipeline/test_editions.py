import pytest

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import NotAllowed
from anlaufstelle.pipeline import editions

from .town import EDITOR, STRANGER, TOWN

pytestmark = pytest.mark.django_db(transaction=True)
VIEW = EditionView(slug="muster", name="Musterstadt", areas=(TOWN,), texts={"imprint": "aus der Datei", "about": "wir"})


@pytest.fixture(autouse=True)
def edition():
    store.keep_edition(VIEW)


def test_what_an_editor_wrote_stands_above_the_file_and_stays():
    editions.write_text(actor=EDITOR, slug="muster", name="imprint", text="von Hand")
    store.keep_edition(VIEW)
    assert read.edition("muster").texts == {"imprint": "von Hand", "about": "wir"}


def test_a_released_edition_stays_released():
    editions.release(actor=EDITOR, slug="muster")
    store.keep_edition(VIEW)
    assert read.edition("muster").state == "released"


def test_only_its_own_editors():
    with pytest.raises(NotAllowed):
        editions.release(actor=STRANGER, slug="muster")
    with pytest.raises(NotAllowed):
        editions.write_text(actor=STRANGER, slug="muster", name="imprint", text="gekapert")
    assert (read.edition("muster").state, read.edition("muster").texts) == ("preview", VIEW.texts)
