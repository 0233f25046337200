"""Spoken Arabic is written out for the encoder, and Turkish gets its own letters back."""

import pytest

from anlaufstelle.search import dialect, dots, label_meaning


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("جوزي بيضربني", "زوجي يضربني"),
        ("وين الدكتور", "اين الطبيب"),
        ("عالبيت", "على البيت"),
        ("فالسبيطار", "في المستشفى"),
        ("والمصاري", "والمال"),
        ("المدرسه", "المدرسة"),
        ("والدتي", "والدتي"),
        ("الله", "الله"),
        ("بيتنا", "بيتنا"),
        ("كيضحكو علي", "يضحكو علي"),
        ("Termin بكرا", "Termin غدا"),
        ("راح اضطر", "سوف اضطر"),
        ("راح يطردونا", "سوف يطردونا"),
        ("راح الاقي", "سوف الاقي"),
        ("راح الجنين", "راح الجنين"),
        ("جوزي راح من شهر", "زوجي راح من شهر"),
        ("جوزي راح", "زوجي راح"),
        ("ابني عم يدخن", "ابني يدخن"),
        ("عم بنتظر", "بنتظر"),
        ("عم ابني", "عم ابني"),
        ("وصلني مكتوب من الدولة", "وصلني رسالة من الدولة"),
        ("شو مكتوب بهالرسالة", "ماذا مكتوب بهالرسالة"),
        ("اسمي مكتوب غلط", "اسمي مكتوب غلط"),
    ],
)
def test_spoken_words_become_written_ones(spoken: str, written: str) -> None:
    assert dialect.written(spoken) == written


def test_what_is_no_arabic_stays() -> None:
    assert dialect.written("Schulden  ödeyemiyorum") == "Schulden  ödeyemiyorum"


def test_where_the_words_read_change_a_new_vector_is_made() -> None:
    assert label_meaning.key("جوزي") == label_meaning.key("زوجي") != label_meaning.key("زوجتي")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("is ariyorum", "iş arıyorum"),
        ("cocugum soz dinlemiyor", "çocuğum söz dinlemiyor"),
        ("çocugum soz dinlemiyor", "çocugum soz dinlemiyor"),
        ("Jobcenter", "jobcenter"),
    ],
)
def test_turkish_letters_come_back_where_none_was_typed(typed: str, meant: str) -> None:
    assert dots.restored(typed) == meant
