"""The same word in any spelling is one key; different words stay apart."""

import pytest

from anlaufstelle.vocabulary import words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Führerschein", "Fuehrerschein"),
        ("Führerschein", "fuhrerschein"),
        ("STRASSE", "Straße"),
        ("сім’я", "сім'я"),
        ("ёлка", "елка"),
        ("مُسَاعَدَة", "مساعــده"),
        ("أين", "اين"),
        ("İŞSİZLİK", "issizlik"),
        ("ısı", "isi"),
        ("٤٥٦٩٩", "45699"),
        ("ﬁnden", "finden"),
        ("Bera\u00adtung", "Beratung"),
        ("\u202bBeratung\u202c", "Beratung"),
        ("e\u0301cole", "école"),
    ],
)
def test_spellings_of_one_word_fold_to_one_key(left: str, right: str) -> None:
    assert words.fold(left) == words.fold(right)


@pytest.mark.parametrize(
    ("word", "kept"),
    [(word, word.lower()) for word in ("neue", "Frauen", "Quelle", "issues", "мій", "їжа")],
)
def test_letters_that_only_look_like_umlauts_or_marks_stay(word: str, kept: str) -> None:
    assert words.fold(word) == kept


def test_words_split_where_people_mean_two() -> None:
    assert words.tokens("Kita-Platz l'argent don't Herten'de 9:30 Uhr") == [
        *("kita", "platz", "l", "argent", "dont", "herten", "de", "9", "30", "uhr"),
    ]


@pytest.mark.parametrize(
    "text", ["ab_cd", "l'argent et l’eau", "a\u0301b", "Kita-Platz 12", "don't", "_x_ y’", "مُدَرِّس", ""]
)
def test_words_read_without_their_places_are_the_same(text: str) -> None:
    assert [form for one in words.surfaces(text) for form in words.forms(one)] == [
        one.form for one in words.words(text)
    ]
    assert words.tokens(text) == [one.form for one in words.words(text)]


@pytest.mark.parametrize("tick", "'’‘ʼ`´")
def test_an_apostrophe_is_one_however_it_is_typed(tick: str) -> None:
    assert words.tokens(f"сім{tick}я l{tick}eau don{tick}t") == ["сімя", "l", "eau", "dont"]
    assert words.language_of(f"п{tick}ять") == "uk"


def test_no_word_reaches_over_white_space() -> None:
    """Whoever looks up what stands between two blanks finds the words of the whole text."""
    signs = "'’‘ʼ`´_-.,\u00ad\u0301\u064b\u200b\u200f\u202a\u2060\ufeffa1йع"
    spaces = [chr(code) for code in range(0x3100) if chr(code).isspace()]
    texts = [f"{one}{left}{space}{right}{one}" for left in signs for right in signs for space in spaces for one in "b'"]
    assert [
        one for one in texts if words.surfaces(one) != [w for part in one.split() for w in words.surfaces(part)]
    ] == []


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\u00a0", "\u2009", "\u3000", " \u202f\r\n"])
def test_any_white_space_is_one_blank_and_what_it_parts_is_not_kept(space: str) -> None:
    kept = words._fold_word.cache_info().currsize
    assert words.fold(f"Miete{space}zahlen") == "miete zahlen"
    assert words._fold_word.cache_info().currsize == kept


def test_words_know_their_place_in_the_text() -> None:
    text = "Kann Miete nicht zahlen"
    assert [text[word.start : word.end] for word in words.words(text)] == ["Kann", "Miete", "nicht", "zahlen"]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("de", "Führerscheine", "fuehrerschein"),
        ("de", "Kurse", "Kurs"),
        ("de", "Ärztin", "Arzt"),
        ("de", "Schulden", "Schuld"),
        ("en", "families", "family"),
        ("fr", "logements", "logement"),
        ("ru", "помощи", "помощь"),
        ("uk", "допомоги", "допомога"),
        ("uk", "житла", "житло"),
        ("uk", "лікаря", "лікар"),
    ],
)
def test_forms_of_one_word_share_a_stem(lang: str, left: str, right: str) -> None:
    assert set(words.stems(left, lang)) & set(words.stems(right, lang))


def test_debts_are_no_schools() -> None:
    assert not set(words.stems("Schulden", "de")) & set(words.stems("Schulen", "de"))


def test_turkish_endings_are_found_with_and_without_accents() -> None:
    assert set(words.stems("işsizliği", "tr")) & set(words.stems("issizligi", "tr"))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Schuldnerberatung", ("schuldner", "beratung")),
        ("Schwangerschaftskonfliktberatung", ("schwangerschaft", "konflikt", "beratung")),
        ("Wohnungslosenhilfe", ("wohnungslosen", "hilfe")),
        ("Seniorenbegegnungsstätte", ("senior", "begegnung", "statte")),
        ("Gesundheitsamt", ("gesundheit", "amt")),
        ("Frauenhaus", ("frau", "haus")),
        ("kitaplatz", ("kita", "platz")),
        ("Termin", ()),
        ("Beratung", ()),
        ("Kinder", ()),
    ],
)
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert words.parts(word) == parts


@pytest.mark.parametrize(
    ("word", "lang"),
    [("ohne", "de"), ("kein", "de"), ("nicht", "de"), ("without", "en"), ("sans", "fr"), ("без", "uk"), ("без", "ru")],
)
def test_negations_are_never_dropped(word: str, lang: str) -> None:
    assert not words.is_stop(word, lang)


def test_small_words_are_dropped() -> None:
    assert [words.is_stop(word, "de") for word in ("ich", "fur", "und", "miete")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("أين أجد مساعدة", "ar"),
        ("де знайти житло, їжу", "uk"),
        ("где взять еду, мы ищем", "ru"),
        ("Miete", None),
        ("", None),
    ],
)
def test_the_script_tells_the_language(text: str, lang: str | None) -> None:
    assert words.language_of(text) == lang


@pytest.mark.parametrize("course", ["Kurs", "Schwimmkurs", "Deutschkurs", "Elternkurs"])
def test_one_course_and_several_have_one_stem(course: str) -> None:
    assert words.stems(f"{course}e", "de")[0] == words.stems(course, "de")[0]
