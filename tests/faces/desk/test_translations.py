"""The translators' desk: the list, one text beside its source, a service's suggestion, PO out and in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anlaufstelle.catalogue import read
from anlaufstelle.pipeline import translating

from ..conftest import id_of
from .conftest import HELD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def at(key: str = "debts") -> str:
    return f"/desk/uebersetzungen/{id_of(key)}?feld=description&sprache=uk"


def save(client: Client, text: str, **fields: str):
    piece = translating.piece(read.entry(id_of("debts")), "description", "uk")
    form = {"feld": "description", "sprache": "uk", "stand": piece.mark, "gesehen": f'"{piece.text}"', "text": text}
    return client.post(at(), {**form, **fields})


def kept() -> tuple[str, str]:
    (one,) = read.entry(id_of("debts")).record.translations
    return one.text, one.origin


def upper(text: str, source: str, target: str) -> str:
    return text.upper()


def test_a_translator_begins_with_what_waits(town):
    client = signed_in("Taras Muster", HELD["translator"])
    assert client.get("/desk/")["Location"] == "/desk/uebersetzungen"
    told = client.get("/desk/uebersetzungen?sprache=uk").content.decode()
    assert "Musterberatung bei Schulden" in told
    assert "fehlt (1)" in told


def test_saved_it_is_on_the_site_and_the_next_text_comes(editor):
    done = save(editor, "Допомога")
    assert (done.status_code, kept()) == (302, ("Допомога", "human"))
    assert "schon auf der Website" in editor.get(done["Location"], follow=True).content.decode() or (
        done["Location"].startswith("/desk/uebersetzungen?sprache=uk")
    )
    assert "Hier wartet nichts. Danke!" in editor.get("/desk/uebersetzungen?sprache=uk").content.decode()
    assert "fertig (1)" in editor.get("/desk/uebersetzungen?sprache=uk&art=done").content.decode()
    assert "Допомога" in editor.get(f"/desk/eintrag/{id_of('debts')}").content.decode()


def test_a_text_in_arabic_is_written_from_the_right(editor):
    assert 'lang="ar" dir="rtl"' in editor.get(at().replace("uk", "ar")).content.decode()


def test_nothing_written_is_named_and_nothing_lost(editor):
    answer = save(editor, "x" * 10_001)
    assert (answer.status_code, "x" * 10_001 in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("text", "fields", "origin"),
    [
        ("HILFE BEI SCHULDEN. AUCH BEI MAHNUNGEN & PFÄNDUNG.", {}, "machine"),
        ("HILFE BEI SCHULDEN. AUCH BEI MAHNUNGEN & PFÄNDUNG.", {"geprueft": "1"}, "machine-checked"),
        ("Hilfe von Hand", {}, "machine-checked"),
    ],
)
def test_a_suggestion_stays_a_machine_s_until_somebody_has_read_it(editor, settings, text, fields, origin):
    settings.ANLAUFSTELLE_TRANSLATOR = f"{__name__}.upper"
    assert "Vorschlag vom Übersetzungsdienst" in editor.get(at()).content.decode()
    page = save(editor, "", tun="vorschlag").content.decode()
    assert "HILFE BEI SCHULDEN" in page
    machine = page.partition('name="dienst" value="')[2][:16]
    assert read.entry(id_of("debts")).record.translations == ()
    save(editor, text, dienst=machine, **fields)
    assert kept() == (text, origin)


def test_no_service_no_button(editor):
    assert "Vorschlag vom Übersetzungsdienst" not in editor.get(at()).content.decode()
    assert save(editor, "", tun="vorschlag").status_code == 422


def test_po_goes_out_and_comes_in(editor):
    answer = editor.get("/desk/uebersetzungen/po?sprache=uk")
    assert answer["Content-Disposition"] == 'attachment; filename="anlaufstelle-uk.po"'
    file = answer.content.decode().replace('Pfändung."\nmsgstr ""', 'Pfändung."\nmsgstr "Допомога"')
    sent = {"sprache": "uk", "datei": SimpleUploadedFile("uk.po", file.encode())}
    assert "1 übernommen" in editor.post("/desk/uebersetzungen/po/einlesen", sent).content.decode()
    assert kept() == ("Допомога", "human")


@pytest.mark.parametrize("sent", [{}, {"datei": b"\xff"}, {"datei": b"kein po"}])
def test_a_file_that_is_none_is_named(editor, sent):
    form = {name: SimpleUploadedFile("x.po", data) for name, data in sent.items()}
    assert editor.post("/desk/uebersetzungen/po/einlesen", {"sprache": "uk", **form}).status_code == 422


def test_nonsense_in_the_address(editor):
    codes = [editor.get(f"/desk/uebersetzungen?{query}").status_code for query in (
        "sprache=x", "seite=x", "seite=99", "art=x", "alle=1")]  # fmt: skip
    assert codes == [200] * 5
    assert editor.get(f"/desk/uebersetzungen/{id_of('debts')}?feld=name&sprache=uk").status_code == 404
