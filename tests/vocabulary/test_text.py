from hypothesis import given
from hypothesis import strategies as st

from anlaufstelle.record.model import Phone, Service, Translation
from anlaufstelle.vocabulary.text import Told, answer, fingerprint

GERMAN = "Beratung bei Schulden"
HASH = fingerprint(GERMAN)


def service(*translations: Translation, description: str | None = GERMAN) -> Service:
    return Service(id="1", description=description, translations=translations)


def translation(language: str, text: str, **more: str) -> Translation:
    return Translation(path="description", language=language, text=text, **more)  # type: ignore[arg-type]


def test_fingerprint_sees_words_only() -> None:
    assert len(HASH) == 16
    assert fingerprint("Über  uns\n") == fingerprint("U\u0308ber uns")
    assert fingerprint("Über uns") != fingerprint("Über Uns")


@given(st.text(), st.text())
def test_fingerprint_ignores_blanks_between_words(left: str, right: str) -> None:
    assert fingerprint(f"{left} {right}") == fingerprint(f" {left}\n\t {right} ")


def test_the_original_answers_for_itself() -> None:
    assert answer(service(), "description", ["de"]) == Told(text=GERMAN, language="de")


def test_a_translation_answers_when_wanted() -> None:
    record = service(translation("en", "Debt advice", origin="machine", source_hash=HASH))
    assert answer(record, "description", ["en", "de"]) == Told(text="Debt advice", language="en", origin="machine")
    assert answer(record, "description", ["en-GB"]) == Told(text="Debt advice", language="en", origin="machine")
    assert answer(record, "description", ["uk"]) == Told(text=GERMAN, language="de")


def test_a_translation_of_an_older_text_is_outdated() -> None:
    record = service(translation("en", "Advice", origin="human", source_hash=fingerprint("Beratung")))
    told = answer(record, "description", ["en"])
    assert told == Told(text="Advice", language="en", origin="human", outdated=True)


def test_the_current_translation_wins_over_the_outdated_then_the_human_one() -> None:
    old, machine = (
        translation("en", "old", source_hash="0"),
        translation("en", "new", origin="machine", source_hash=HASH),
    )
    human = translation("en", "best", source_hash=HASH)
    assert answer(service(old, machine), "description", ["en"]).text == "new"  # type: ignore[union-attr]
    assert answer(service(old, machine, human), "description", ["en"]).text == "best"  # type: ignore[union-attr]


def test_plain_german_falls_back_to_german_before_the_next_language() -> None:
    record = service(translation("en", "Debt advice"))
    assert answer(record, "description", ["de-simple", "en"]) == Told(text=GERMAN, language="de")
    simple = service(translation("de-simple", "Hilfe bei Schulden"))
    assert answer(simple, "description", ["de-simple"]).text == "Hilfe bei Schulden"  # type: ignore[union-attr]
    assert answer(simple, "description", ["de"]).text == GERMAN  # type: ignore[union-attr]


def test_without_an_original_any_language_is_better_than_none() -> None:
    record = service(translation("uk", "Порада"), description=None)
    assert answer(record, "description", ["de"]) == Told(text="Порада", language="uk", origin="human")


def test_no_text_no_answer() -> None:
    assert answer(service(description=None), "description", ["de"]) is None
    assert answer(service(), "nowhere", ["de"]) is None
    assert answer(service(), "phones[x].description", ["de"]) is None


def test_texts_of_parts_have_addresses() -> None:
    phone = Phone(id="p1", number="110", description="Notruf")
    record = Service(
        id="1",
        phones=(phone,),
        translations=(Translation(path="phones[p1].description", language="en", text="Emergency"),),
    )
    assert answer(record, "phones[p1].description", ["de"]) == Told(text="Notruf", language="de")
    assert answer(record, "phones[p1].description", ["en"]) == Told(text="Emergency", language="en", origin="human")
