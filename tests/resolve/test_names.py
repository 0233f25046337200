import pytest

from anlaufstelle.resolve.names import agree, read, same_house


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hertener Tafel e.V.", "Hertener Tafel"),
        ("SkF Stolberg e. V.", "Sozialdienst katholischer Frauen Stolberg"),
        ("Ev. Kirche in Herten", "Evangelische Kirche Herten".replace("Evangelische", "evangelisch")),
        ("Bismarckstr.", "Bismarckstraße"),
        ("Caritasverband für die Stadt Essen", "Caritasverband Essen"),
        ("Schuldner- und Insolvenzberatung", "Schuldnerberatung und Insolvenzberatung"),
    ],
)
def test_written_in_two_ways_a_name_is_one(one, other):
    assert read(one).key == read(other).key


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Josefschule", "Josefschule (Spielplatz)", False),
        ("Gymnasium Horkesgath", "Realschule Horkesgath", False),
        ("Mariannenschule", "Gemeinschafts-Grundschule Mariannenstraße", True),
        ("Bürgerbüro Fischeln", "Polizei-Bezirksdienst Fischeln", False),
        ("Josefschule", "Horkesgath", None),
    ],
)
def test_sorts_tell_things_apart(one, other, told):
    assert agree(read(one).sorts, read(other).sorts) is told


def test_a_school_with_a_new_name_is_that_school_and_a_club_in_its_house_is_not():
    assert same_house(read("Mariannenschule").sorts, read("Grundschule Mariannenstraße").sorts)
    assert not same_house(read("Jugendtreff A").sorts, read("Jugendtreff B").sorts)


def test_a_name_tells_by_a_place_or_by_three_words():
    assert read("Hattinger Tafel").telling
    assert not read("WABe e. V.").telling
    assert not read("Stiftung Regenbogen").telling
