"""Ukrainian is written in Russian words for the encoder; Russian stays as it is."""

import pytest

from anlaufstelle.search import label_meaning, meaning, ukrainian
from anlaufstelle.search.index import vectors


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Чоловік б'є мене, куди звернутися?", "Муж бьет меня, куда обратиться?"),
        ("шукаю лікаря для дитини", "ищу врача для ребенка"),
        ("У мене немає грошей на їжу", "У меня нет денег на еду"),
        ("Після розлучення залишилася сама", "После развода осталась сама"),
        ("Мої батьки живуть у гуртожитку для біженців", "Мои родители живут в общежитии для беженцев"),
        ("посвідка  на проживання", "вид на жительство"),
        ("ТЕРМІНОВО потрібна допомога", "СРОЧНО нужна помощь"),
        ("мати-одиначка", "мать-одиночка"),
        ("будемо шукатимемо", "будем будем искать"),
    ],
)
def test_in_the_same_form_word_by_word(typed: str, read: str) -> None:
    assert ukrainian.in_russian(typed) == read


@pytest.mark.parametrize("tick", "'’ʼ‘`´")
def test_however_its_apostrophe_is_typed_a_word_is_the_same(tick: str) -> None:
    assert ukrainian.in_russian(f"Сім{tick}я п{tick}яного батька") == "Семья пьяного отца"
    assert ukrainian.in_russian(f"надання здоров{tick}я сім{tick}ї") == ukrainian.in_russian("надання здоров'я сім'ї")
    assert ukrainian.in_russian(f"об{tick}явлення") == ukrainian.in_russian("об'явлення")
    assert ukrainian.spoken(f"здоров{tick}я") is True


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("відпрацювання", "отпрацование"),
        ("людяність", "людяность"),
        ("медіації", "медиации"),
        ("екологічна", "экологическая"),
        ("джобцентрі", "джобцентри"),
        ("імпф", "импф"),
    ],
)
def test_an_unknown_word_keeps_its_stem(typed: str, read: str) -> None:
    assert ukrainian.in_russian(typed) == read


@pytest.mark.parametrize(
    ("text", "is_ukrainian"),
    [
        ("лікар", True),
        ("шукаю роботу", True),
        ("час работы", False),
        ("как стать гражданином", False),
        ("поиск, треба", True),
        ("ребёнок, треба", False),
        ("doctor", False),
        ("طبيب", False),
    ],
)
def test_ukrainian_is_told_by_letters_or_by_a_word_that_russian_has_not(text: str, is_ukrainian: bool) -> None:
    assert ukrainian.spoken(text) is is_ukrainian


def test_no_russian_sentence_is_taken_for_ukrainian() -> None:
    told = [text for texts in label_meaning.sentences("ru").values() for text in texts]
    assert [text for text in told if ukrainian.spoken(text)] == []


def test_every_entry_makes_all_its_forms() -> None:
    book = ukrainian.book()
    for stems in book.stems.values():
        for endings, made, parts in stems:
            for slot in endings.values():
                assert made(parts, slot[0] if made is ukrainian.russian_forms.noun else slot)


def test_vectors_are_kept_by_what_the_encoder_reads() -> None:
    assert meaning.readable("їжа і ліки") == "еда и лекарства"
    assert meaning.readable("Miete") == "Miete"
    for key in (label_meaning.key, vectors.text_key):
        assert key("ліки") == key("лекарства") != key("лики")
