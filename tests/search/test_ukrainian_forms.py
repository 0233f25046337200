"""Stems and what may follow them."""

import pytest

from anlaufstelle.search import ukrainian_forms as forms


def slot(told: object, form: str) -> str | None:
    found = [ends[form[len(stem) :]] for stem, ends in told if form.startswith(stem) and form[len(stem) :] in ends]  # type: ignore[attr-defined]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("parts", "form", "case"),
    [
        (("допомога",), "допомогу", "A"),
        (("допомога",), "допомозі", "LD"),
        (("довідка",), "довідок", "g"),
        (("лікар",), "лікарем", "I"),
        (("рік", "рок"), "років", "g"),
        (("будинок", "будинк"), "будинку", "LGD"),
        (("навчання",), "навчанням", "I"),
        (("меблі",), "меблями", "i"),
        (("місто",), "міста", "Gn"),
        (("місто",), "містів", None),
    ],
)
def test_nouns(parts: tuple[str, ...], form: str, case: str | None) -> None:
    assert slot(forms.noun(parts), form) == case


def test_nouns_without_an_ending_and_adjectives() -> None:
    assert [slot(forms.feminine(("ніч", "ноч")), form) for form in ("ніч", "ніччю", "ночі")] == ["N", "I", "GLn"]
    assert [slot(forms.feminine(("старість",)), form) for form in ("старістю", "старості")] == ["I", "GLn"]
    assert [slot(forms.adjective(("дитячий",)), form) for form in ("дитячий", "дитячою")] == ["m", "F"]
    assert [slot(forms.adjective(("літній",)), form) for form in ("літнього", "літні")] == ["G", "p"]


@pytest.mark.parametrize(
    ("parts", "form", "person"),
    [
        (("шукати",), "шукаєш", "2s"),
        (("просити",), "прошу", "1s"),
        (("любити",), "люблять", "3p"),
        (("вчити",), "вчить", "3s"),
        (("лікувати",), "лікуємо", "1p"),
        (("допомогти", "допоможу", "допоможе", "допоміг", "допомогл"), "допомогла", "pf"),
        (("дати", "дам", "дасть"), "дадуть", "3p"),
        (("боятися", "боюся", "боїться"), "боїшся", "2s"),
        (("звернутися",), "звернеться", "3s"),
        (("звернутися",), "зверне", None),
        (("шукати",), "шукатимуть", "will 3p"),
    ],
)
def test_verbs(parts: tuple[str, ...], form: str, person: str | None) -> None:
    assert slot(forms.verb(parts), form) == person
