"""Latin keys, Cyrillic words."""

import pytest

from anlaufstelle.vocabulary import words_cyrillic


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("ru", "kursy nemeckogo besplatno", "курсы немецкого бесплатно"),
        ("ru", "net deneg na edu", "нет денег на еду"),
        ("ru", "novyy, horoshiy", "новый, хороший"),
        ("uk", "kursy nimetskoi movy", "курси німецької мови"),
        ("uk", "nema hroshei na yizhu", "нема грошей на їжу"),
        ("uk", "cholovik pye", "чоловік п'є"),
        ("ru", "muzh pyot i byot", "муж пьёт и бьёт"),
        ("ru", "muzh nachal pit", "муж начал пить"),
        ("uk", "shukaiu robotu", "шукаю роботу"),
    ],
)
def test_in_their_own_letters(lang: str, typed: str, meant: str) -> None:
    assert words_cyrillic.written(typed, lang) == meant


def test_what_is_known_in_latin_letters_stays() -> None:
    assert words_cyrillic.written("pismo iz Jobcenter", "ru", {"Jobcenter"}) == "писмо из Jobcenter"
