"""What a person types, and what must stand first."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from anlaufstelle.search import index, label_meaning
from anlaufstelle.search.answer import Answer, Filters
from anlaufstelle.search.find import find
from anlaufstelle.search.query import _replaced, _said
from anlaufstelle.vocabulary.hours import BERLIN

from .entries import entry

MONDAY_TEN = datetime(2026, 6, 8, 10, 0, tzinfo=BERLIN)
EDITION = SimpleNamespace(
    areas=("05562020",),
    districts=("Musterviertel",),
    contact=SimpleNamespace(name="Rathaus", phone="+495550000", email=None, website=None),
)


def ask(home: Path, text: str, **more: object) -> Answer:
    return find(text, **{"home": home, "edition": EDITION, "at": MONDAY_TEN, **more})  # type: ignore[arg-type]


def keys(answer: Answer) -> list[str | None]:
    return [result.source_id for result in answer.results]


def test_own_town_then_region_then_country_and_never_another_town(home: Path) -> None:
    answer = ask(home, "Schuldnerberatung", place="Herten")
    assert keys(answer)[:3] == ["schulden", "schulden-land", "schulden-bund"]
    assert [result.fit for result in answer.results[:3]] == ["local", "regional", "national"]
    assert "schulden-fern" not in keys(answer)


def test_of_equals_the_one_in_the_quarter_that_was_named_comes_first(tmp_path: Path) -> None:
    two = [
        entry("eins", "Cafe A", "Treff fuer alle", needs=("meeting",)),
        entry("zwei", "Cafe B", "Treff fuer alle", needs=("meeting",), district="Musterviertel"),
    ]
    index.rebuild(two, tmp_path, 1, meaning=False)
    assert keys(ask(tmp_path, "Treff", place="Herten")) == ["eins", "zwei"]
    assert keys(ask(tmp_path, "Treff Musterviertel", place="Herten")) == ["zwei", "eins"]


def test_what_is_for_the_young_alone_waits_where_a_grown_up_asks(tmp_path: Path) -> None:
    two = [
        entry("junge", "Dienst A", "Anerkennung", needs=("recognition",), situations=("teenagers", "migrants")),
        entry("alle", "Dienst B", "Anerkennung", needs=("recognition",), situations=("migrants",)),
    ]
    index.rebuild(two, tmp_path, 1, meaning=False)
    assert keys(ask(tmp_path, "Diplom anerkennen", place="Herten")) == ["alle", "junge"]
    assert keys(ask(tmp_path, "Diplom anerkennen für meine Tochter", place="Herten")) == ["junge", "alle"]


def test_where_no_office_is_listed_who_answers_for_offices_stands_first(tmp_path: Path) -> None:
    two = [
        entry("sozialamt", "Amt A", "Sozialhilfe", needs=("social-benefits",)),
        entry("auskunft", "Auskunft B", "Welche Stelle ist zuständig?", needs=("guide-service",)),
    ]
    index.rebuild(two, tmp_path, 1, meaning=False)
    assert keys(ask(tmp_path, "Wohngeld", place="Herten")) == ["auskunft"]


def test_what_is_for_the_old_alone_waits_until_somebody_speaks_of_them(tmp_path: Path) -> None:
    two = [
        entry("alte", "Telefon A", "Gegen Einsamkeit", needs=("loneliness",), situations=("seniors",)),
        entry("treff", "Treff B", "Gegen Einsamkeit", needs=("loneliness",)),
    ]
    index.rebuild(two, tmp_path, 1, meaning=False)
    assert keys(ask(tmp_path, "ich bin einsam", place="Herten")) == ["treff", "alte"]
    assert keys(ask(tmp_path, "meine Oma ist einsam", place="Herten")) == ["alte", "treff"]


def test_the_json_is_what_the_contract_promises(home: Path) -> None:
    told = msgspec.json.decode(msgspec.json.encode(ask(home, "Schuldnerberatung")))
    assert told["query"]["place"] == {"name": "Herten", "ags": "05562020", "district": None}
    assert told["query"]["needs"] == ["debt-advice"]
    assert (told["fit"], told["total"]) == ("local", 3)
    first = told["results"][0]
    assert first["action"] == {"kind": "phone", "value": "+495550001", "whose": "service"}
    assert (first["source"], first["kind"], first["open"], first["checked_on"]) == (
        *("musterquelle", "service", "open"),
        "2026-05-01",
    )
    assert "need: debt-advice" in first["why"]
    assert "distance_m" not in first


def test_debts_bring_no_school(home: Path) -> None:
    assert "schule" not in keys(ask(home, "Schulden"))


@pytest.mark.parametrize("text", ["führerschein", "Fuehrerschein", "FÜHRERSCHEIN", "Führerscheine", "fuhrerschein"])
def test_one_word_in_all_its_spellings(home: Path, text: str) -> None:
    assert keys(ask(home, text)) == ["fuehrerschein"]


@pytest.mark.parametrize("text", ["kita platz", "Kitaplatz", "Kita-Platz"])
def test_a_compound_however_it_is_cut(home: Path, text: str) -> None:
    assert keys(ask(home, text)) == ["kita"]


def test_a_typo_is_corrected_and_said(home: Path) -> None:
    answer = ask(home, "Füherschein")
    assert (answer.query.corrected, keys(answer)) == ("Führerschein", ["fuehrerschein"])
    assert ask(home, "Füherschein", without=("spelling",)).query.corrected is None


def test_a_word_of_what_is_nobody_s_need_is_right_as_it_is(home: Path) -> None:
    """«Danke» is no "dance", «Tinder» no "Kinder"."""
    assert [ask(home, text).query.corrected for text in ("Danke", "Hotel", "danke")] == [None] * 3


@pytest.mark.parametrize("text", ["Tauchkurs Malediven", "asdfgh", "", "   ", "😀", "?!"])
def test_what_nobody_serves_is_handed_over(home: Path, text: str) -> None:
    answer = ask(home, text)
    assert (answer.fit, answer.total, answer.results) == ("none", 0, ())
    assert answer.handover is not None
    assert (answer.handover.action.value, answer.handover.action.whose) == ("+495550000", "town")
    assert "topic" in {suggestion.kind for suggestion in answer.suggestions}


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE entries; --",
        '(foo AND [bar)* \\ name:x^3 ~2 "open',
        "^(a+)+$",
        "\u202e\u200fSchulden\u202c",
        "Schulden " * 1200,
        "x" * 10_000,
        "\x00\x01",
        "\ud83d schulden",
        "schulden \udc00\ud800",
        "ich weiß nicht mehr weiter weil " * 6,
    ],
)
def test_nothing_typed_is_an_error(home: Path, text: str) -> None:
    assert ask(home, text).took_ms < 1000


def test_half_an_emoji_spoils_no_word(home: Path) -> None:
    answer = ask(home, "\ud83d schulden \ud83d\ude00")
    assert answer.query.text == "\ufffd schulden \U0001f600"
    assert keys(answer) == keys(ask(home, "schulden"))


def test_a_corrected_word_is_put_for_that_word_alone() -> None:
    fixes = {"Rat": "Rad", "Rad": "Rand"}
    assert _replaced("Rat im Rathaus,  Rat", fixes) == "Rad im Rathaus, Rad"
    assert _replaced("l'argentt", {"l'argentt": "argent"}) == "argent"
    assert _replaced("Rathaus", {}) is None


def test_what_is_only_heard_is_read_where_a_word_is_to_be_corrected(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(label_meaning, "is_spoken", lambda form, lang: asked.append(lang) or form == "hebame")
    ask(home, "xqvwtrzkl")
    assert (ask(home, "Schuldnerberatung").query.corrected, asked) == (None, [])
    assert (ask(home, "Hebame").query.corrected, asked) == (None, ["de"])


def test_whose_number_is_given(home: Path) -> None:
    school = next(result for result in ask(home, "Grundschule").results if result.source_id == "schule")
    assert (school.action.value, school.action.whose) == ("+495550002", "provider")
    food = ask(home, "Tafel").results[0]
    assert (food.action.value, food.action.whose) == ("+495550000", "town")


def test_what_is_not_stated_is_counted_apart(home: Path) -> None:
    answer = ask(home, "Schulden Tafel", filters=Filters(free=True))
    assert keys(answer) == ["tafel"]
    assert {result.source_id for result in answer.maybe} >= {"schulden"}
    assert answer.unknown == len(answer.maybe)


def test_lifting_one_condition_is_offered_with_its_count(home: Path) -> None:
    answer = ask(home, "Führerschein", filters=Filters(free=True))
    assert [(one.value, one.count) for one in answer.suggestions if one.kind == "lift"] == [("free", 1)]


def test_records_in_the_language_asked(home: Path) -> None:
    assert keys(ask(home, "help with papers", lang="en"))[0] == "en"


def test_a_place_said_in_the_words_counts_more_than_the_one_given(home: Path) -> None:
    answer = ask(home, "Schuldnerberatung in Dortmund")
    assert answer.query.place is not None
    assert answer.query.place.name == "Dortmund"
    assert [chip.key for chip in answer.query.chips] == ["place:05913000"]
    assert "schulden" not in keys(answer)
    assert keys(ask(home, "Schuldnerberatung in Dortmund", without=("place:05913000",)))[0] == "schulden"


def test_paging_neither_repeats_nor_loses(home: Path) -> None:
    pages = [keys(ask(home, "Schulden", limit=1, offset=number)) for number in range(3)]
    assert [key for page in pages for key in page] == keys(ask(home, "Schulden"))[:3]


def test_cyrillic_words_typed_with_latin_keys_are_read_and_said(home: Path) -> None:
    answer = find("nema deneg na edu", home=home, lang="ru")
    assert answer.query.corrected == "нема денег на еду"
    assert find("Schuldnerberatung", home=home, lang="ru").query.corrected is None


def test_arabic_words_typed_with_latin_keys_and_digits_are_read_and_said(home: Path) -> None:
    assert find("ma 3andi masari lal akl", home=home, lang="ar").query.corrected == "ما عندي مصاري للأكل"
    assert find("2ata3o 3anna el jobcenter", home=home, lang="ar").query.corrected == "قطعو عنا jobcenter"
    for text in ("ich brauche Hilfe beim Umzug", "my husband hits me", "j'ai pas d'argent", "14 Jahre"):
        assert find(text, home=home, lang="ar").query.corrected is None
    for code in ("B2", "Deutschkurs B1 B2", "24h"):
        assert find(code, home=home, lang="ar").query.corrected is None
    assert find("ma 3andi masari lal akl", home=home, lang="de").query.corrected is None


def test_german_words_written_as_they_sound_are_read_and_said(home: Path) -> None:
    assert find("персональвервальтунг", home=home, lang="uk").query.corrected is None
    assert find("пфлегекассе не платит", home=home, lang="ru").query.corrected == "Pflegekasse не платит"
    assert find("допомога з боргами", home=home, lang="uk").query.corrected is None


def test_what_only_sounds_near_gives_way_to_plain_words() -> None:
    near = (("addiction-relatives", 0.995), ("domestic-violence", 0.95))
    assert _said(near, {"addiction-relatives", "domestic-violence"}) == near[:1]
    assert (
        _said((("debt-advice", 0.95), ("rent-arrears", 0.7)), {"debt-advice", "rent-arrears"})[1][0] == "rent-arrears"
    )
    assert _said((("debt-advice", 0.95), ("rent-arrears", 0.7)), {"debt-advice"})[1:] == ()


def test_named_danger_comes_first_where_nothing_is_plain() -> None:
    """«Жена ушла, не сплю и не вижу смысла жить» brought advice for parents who part before the lifeline."""
    heard = (("separation", 0.75), ("suicide", 0.68))
    assert _said(heard, {"suicide"}) == heard[::-1]
    assert _said(heard, set()) == heard
