"""Ways in without typing: topics, situations, crisis numbers."""

from datetime import datetime

from django.utils import translation

from anlaufstelle.faces.site import openness, topics
from anlaufstelle.faces.site.finding import filters
from anlaufstelle.faces.site.question import Question
from anlaufstelle.search.answer import Filters
from anlaufstelle.vocabulary import needs, words
from anlaufstelle.vocabulary.hours import BERLIN


def test_situations_are_sorted_as_germans_sort_and_everyone_is_no_choice() -> None:
    labels = [tile.label for tile in topics.situations()]
    assert labels == sorted(labels, key=words.fold)
    assert labels[0] == "Ältere Menschen"
    assert "Alle Menschen" not in labels


def test_the_first_numbers_are_for_danger_violence_children_and_despair() -> None:
    told = [(one.number, one.href) for one in topics.first_numbers()]
    assert told == [
        ("112", "tel:112"),
        ("110", "tel:110"),
        ("116 016", "tel:116016"),
        ("116 111", "tel:116111"),
        ("0800 1110111", "tel:08001110111"),
    ]


def test_a_need_and_a_situation_are_different_conditions() -> None:
    assert filters(Question(topic="debt-advice")) == Filters(needs=("debt-advice",))
    assert filters(Question(topic="women", switches=("offen",))) == Filters(audiences=("women",), open=True)


def test_only_a_crisis_brings_numbers() -> None:
    assert topics.numbers_for(["debt-advice", "no-such-need"]) == []
    assert "tel:116016" in [one.href for one in topics.numbers_for(["domestic-violence"])]


def test_a_child_in_danger_sees_the_number_for_children_before_all_others() -> None:
    assert [one.href for one in topics.numbers_for(["child-protection"])][:3] == ["tel:116111", "tel:112", "tel:110"]


def test_a_number_says_when_somebody_answers_and_whether_that_is_now() -> None:
    line = next(one for one in needs.load().lines if one.number == "116111")
    assert line.hours == "Mo-Sa 14:00-20:00"
    with translation.override("de"):
        assert openness.every_week(line.hours) == "Montag bis Samstag 14:00–20:00"
        assert openness.every_week("24/7") == "rund um die Uhr"
        assert openness.every_week("Mo,We 09:00-17:00; Tu 09:00-12:30") == (
            "Montag, Mittwoch 09:00–17:00; Dienstag 09:00–12:30"
        )
        assert topics.numbers_for(["child-protection"])[0].note == (
            "Montag bis Samstag 14:00–20:00; kostenlos und anonym"
        )
    assert openness.shut(line.hours, datetime(2026, 3, 2, 13, 30, tzinfo=BERLIN))
    assert not openness.shut(line.hours, datetime(2026, 3, 2, 14, 30, tzinfo=BERLIN))


def test_the_hours_stand_beside_the_german_too() -> None:
    with translation.override("tr"):
        told = next(one for one in topics.first_numbers() if one.href == "tel:116111")
    assert told.note == "Pazartesi – Cumartesi 14:00–20:00; ücretsiz ve anonim"
    assert told.german.endswith(", Montag bis Samstag 14:00–20:00; kostenlos und anonym")


def test_what_lies_below_something_sensitive_is_sensitive() -> None:
    assert topics.sensitive(["domestic-violence"])
    assert not topics.sensitive(["library"])
