"""Each language says everything, with the same numbers and names in it, in words of its own."""

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[2]
HOLES = re.compile(r"%%|%\(\w+\)[sdg]|%[sdg]")
SAME = {
    "Anlaufstelle",  # the name of the thing
    ", ", "; ",
    "%s m", "%s km", "Online", "Liste",
    "%(start)s–%(end)s", "%(first)s bis %(last)s", "%(days)s %(hours)s",
}  # fmt: skip
"""What may look the same in another language."""
CLAUSE = re.compile(r", (?:die|der|das|dass|weil|wenn|ob|damit|bevor|welche[rs]?|obwohl|nachdem|sodass)\b")
MOST_WORDS = 14


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _tool()
LANGUAGES = catalogues.languages()
FOREIGN = [one for one in LANGUAGES if not one.startswith("de")]


@cache
def told(language: str) -> list[Message]:
    return [one for one in catalogues.load(language) if one.id]


@cache
def phrases() -> frozenset[object]:
    return frozenset(one.id for one in catalogues.phrases())


def said(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)


def asked(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_site_has_words_and_no_other_is_kept(language: str) -> None:
    """`make catalogues` brings a catalogue in line; the words are a person's to write."""
    assert {one.id for one in told(language)} == phrases()
    assert [one.id for one in told(language) if not all(said(one))] == []


def test_a_town_that_says_du_has_words_for_each_phrase_that_says_sie() -> None:
    """A "Sie" that begins a sentence may be a "they": „Sie entsteht aus den Angaben“."""
    kept = told(catalogues.FAMILIAR)
    assert {one.id for one in kept} == {one.id for one in catalogues.phrases() if catalogues.formal(one)}
    assert [one.id for one in kept if not all(said(one))] == []
    left = [text for one in kept for text in said(one) if re.search(r"\bIh(?:nen|re?[mnrs]?)\b|(?<![.] )\bSie\b", text)]
    assert left == []


@pytest.mark.parametrize("language", [*LANGUAGES, catalogues.FAMILIAR])
def test_what_runs_is_what_was_written(language: str) -> None:
    assert catalogues.path(language, "mo").read_bytes() == catalogues.as_mo(catalogues.load(language))


@pytest.mark.parametrize("language", FOREIGN)
def test_nothing_is_left_in_german(language: str) -> None:
    left = [one.id for one in told(language) if set(said(one)) & set(asked(one)) and not set(asked(one)) <= SAME]
    assert left == []


@pytest.mark.parametrize("language", [*LANGUAGES, catalogues.FAMILIAR])
def test_names_and_numbers_are_filled_in_as_in_german(language: str) -> None:
    """A plural form may leave out its number, as Arabic does for one and two; nothing else may be left out or added."""
    wrong = []
    for one in told(language):
        holes = sorted(HOLES.findall(asked(one)[-1]))
        for form in said(one):
            found = sorted(HOLES.findall(form))
            spare = [hole for hole in holes if hole not in ("%(n)s", "%(total)s")]
            if found != holes and not (one.pluralizable and found == spare):
                wrong.append((one.id, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_plural_has_the_forms_of_its_language(language: str) -> None:
    forms = catalogues.load(language).num_plurals
    assert [one.id for one in told(language) if one.pluralizable and len(said(one)) != forms] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_emergency_numbers_survive_translation(language: str) -> None:
    digits = [
        one.id
        for one in told(language)
        if not one.pluralizable and re.findall(r"\b1\d\d\b", one.id) != re.findall(r"\b1\d\d\b", str(one.string))
    ]
    assert digits == []


def test_plain_language_is_plain() -> None:
    """Short sentences without clauses: what a machine can check of Einfache Sprache."""
    sentences = [
        sentence for one in told("de-simple") for form in said(one) for sentence in re.split(r"(?<=[.?!:])\s+", form)
    ]
    assert [one for one in sentences if len(one.split()) > MOST_WORDS or CLAUSE.search(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalogue_says_who_reviewed_it(language: str) -> None:
    assert re.search(r'^"X-Reviewed: \S.*\\n"$|^"X-Reviewed: \S.*"$', catalogues.path(language).read_text(), re.M)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if catalogues.right_to_left(one)])
def test_a_number_in_groups_is_not_turned_round(language: str) -> None:
    """Between Arabic words "116 016" shows as "016 116"; with a no-break space it stays one number."""
    assert [text for one in told(language) for text in said(one) if re.search(r"[0-9] [0-9]", text)] == []
