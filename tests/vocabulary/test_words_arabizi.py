"""Latin keys, Arabic words."""

import pytest

from anlaufstelle.vocabulary import words_arabizi

SAID = (
    "ما عندي مصاري جوزي عم يضربني بدي شغل البيت بالبيت كهربا الكهربا مساعدة قطعوا اتعلم الماني المدرسة طلعت الهوية "
    "الحياة مكتب مكتئب قمار صحي اكل كل و مخدرات سكن"
)
KNOWN = words_arabizi.table(dict.fromkeys(SAID.split(), 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ma 3andi masari", "ما عندي مصاري"),
        ("jozi 3am yedrobni", "جوزي عم يضربني"),
        ("bel beit, el-beit", "بالبيت البيت"),
        ("2ata3u el kahraba", "قطعوا الكهربا"),
        ("mosa3adeh", "مساعدة"),
        ("musa3ada", "مساعدة"),
        ("el hawiyye", "الهوية"),
        ("mekta2eb", "مكتئب"),
        ("akl", "اكل"),
        ("mokhadarat, mo5adarat", "مخدرات مخدرات"),
        ("essakan", "سكن"),
    ],
)
def test_in_their_own_letters(typed: str, meant: str) -> None:
    found = [words_arabizi.written(joined, KNOWN) for _, _, _, joined in words_arabizi.tokens(typed)]
    assert found == meant.split()


def test_where_no_known_word_sounds_so_none_is_meant() -> None:
    assert words_arabizi.written("Wohnung", KNOWN) is None
    assert words_arabizi.written("Schule", KNOWN) is None


def test_a_digit_beside_a_letter_stands_for_one() -> None:
    assert words_arabizi.DIGIT.search("sa7eb") is not None
    assert words_arabizi.DIGIT.search("14") is None


@pytest.mark.parametrize("typed", ["B2", "A1", "C1", "b1", "U3", "24h", "24H", "8h", "116117"])
def test_a_code_is_no_arabic(typed: str) -> None:
    assert words_arabizi.CODE.fullmatch(typed) is not None


@pytest.mark.parametrize("typed", ["3am", "7a2i", "ma3", "3a", "3andi", "2al", "so2al", "5obz", "7'bz", "ma3LESH"])
def test_a_word_with_a_digit_is_no_code(typed: str) -> None:
    assert words_arabizi.CODE.fullmatch(typed) is None
