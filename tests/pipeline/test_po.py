"""PO files: what goes out comes back as it was, and nothing in a file is lost or overwrites what nobody has seen."""

import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import DecisionLine
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import po, translating

from ..faces.conftest import id_of, service
from .test_translating import EDITOR, TRANSLATOR, piece, say

pytestmark = pytest.mark.django_db(transaction=True)
DEBTS = "Hilfe bei Schulden. Auch bei Mahnungen & Pfändung."


def written(language: str = "uk") -> str:
    return po.write(language, translating.work(language)).decode()


def filled(text: str, language: str = "uk") -> bytes:
    """The one text that waits, translated."""
    return written(language).replace(f'msgid "{DEBTS}"\nmsgstr ""', f'msgid "{DEBTS}"\nmsgstr "{text}"').encode()


def bring(data: bytes, language: str = "uk", person=EDITOR) -> po.Brought:
    return po.bring(person=person, language=language, data=data)


def test_a_message_is_the_german_text_with_entry_and_field_as_its_context(town):
    told = written()
    assert f'msgctxt "{id_of("debts")} description"\nmsgid "{DEBTS}"\nmsgstr ""' in told
    assert "#. Musterberatung bei Schulden: description" in told
    assert '"Language: uk' in told


@pytest.mark.parametrize("language", ["uk", "ar", "de-simple"])
def test_out_and_in_again(town, language):
    done = bring(filled("Zeile eins\\nZeile „zwei“", language), language)
    assert (done.decided, done.findings) == (1, [])
    (kept,) = read.entry(id_of("debts")).record.translations
    assert (kept.text, kept.language, kept.origin) == ("Zeile eins\nZeile „zwei“", language, "human")
    lines = DecisionLine.objects.count()
    again = bring(written(language).encode(), language)
    assert (again.same, again.decided, again.findings, DecisionLine.objects.count()) == (1, 0, [], lines)


def test_what_a_translator_brings_is_proposed(town):
    done = bring(filled("Допомога"), person=TRANSLATOR)
    assert (done.decided, done.proposed, piece().state) == (0, 1, "missing")


def test_translated_from_an_older_text_it_is_taken_and_counts_as_outdated(town):
    file = filled("Допомога")
    town([service("debts", "Musterberatung bei Schulden", "Schuldnerberatung", description="Etwas ganz anderes.")])
    done = bring(file)
    assert (done.decided, [one.why for one in done.findings], piece().state) == (1, [po.OLDER], "outdated")


def test_what_somebody_wrote_meanwhile_stays_and_the_file_s_text_is_told(town):
    file = filled("Aus der Datei")
    say("Von Hand")
    done = bring(file)
    (finding,) = done.findings
    assert (done.decided, finding.text, finding.entry) == (0, "Aus der Datei", id_of("debts"))
    assert "„Von Hand“" in finding.why
    assert piece().text == "Von Hand"


def test_a_translator_s_tool_corrects_what_stood_in_the_export(town):
    say("Von Hand")
    file = written().replace('msgstr "Von Hand"', 'msgstr "Besser"').encode()
    assert (bring(file).decided, piece().text) == (1, "Besser")


def test_a_machine_s_text_goes_out_fuzzy_and_becomes_a_person_s_when_the_mark_goes(town):
    say("Automat", origin="machine")
    told = written()
    assert "#, fuzzy\nmsgctxt" in told
    assert (bring(told.encode()).same, piece().state) == (1, "machine")
    still = bring(told.replace("Automat", "Anders").encode())
    assert (still.decided, [one.text for one in still.findings]) == (0, ["Anders"])
    assert (bring(told.replace("#, fuzzy\nmsgctxt", "msgctxt").encode()).decided, piece().state) == (1, "done")


def message(context: str, text: str = "X") -> bytes:
    return f'msgid ""\nmsgstr "Language: uk\\n"\n\nmsgctxt "{context}"\nmsgid "a"\nmsgstr "{text}"\n'.encode()


@pytest.mark.parametrize(
    ("context", "why"),
    [
        ("00000000-0000-0000-0000-000000000000 description", "keinen Eintrag"),
        ("", "keinen Eintrag"),
        ("{debts} name", "keinen Text"),
        ("{debts} alert", "keinen Text"),
        ("{debts}", "keinen Text"),
    ],
)
def test_what_belongs_nowhere_is_told_with_its_text(town, context, why):
    done = bring(message(context.format(debts=id_of("debts")), "Verloren?"))
    assert (done.decided, [one.text for one in done.findings]) == (0, ["Verloren?"])
    assert why in done.findings[0].why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "keine Übersetzung"),
        (b"\xff\xfe", "UTF-8"),
        (b"PK\x03\x04 no text", "keine PO-Datei"),
        (b'msgid "a\nmsgstr "b"\n', "keine"),
        (b'msgid ""\nmsgstr "Language: tr\\n"\n\nmsgid "a"\nmsgstr "b"\n', "Sprache"),
        (b"x" * (po.MOST_BYTES + 1), "größer"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(town, data, why):
    with pytest.raises(BadValue, match=why):
        bring(data)
    assert DecisionLine.objects.count() == 0


def test_more_than_one_turn_takes_is_told(town, monkeypatch):
    monkeypatch.setattr(po, "MOST", 0)
    done = bring(filled("Допомога"))
    assert (done.decided, [one.why for one in done.findings]) == (0, [po.MORE])
