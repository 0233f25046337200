"""A Russian word in the form asked for, from its own one and, where it is irregular, its principal parts.

Enough for a reader of sentences: «обидь» comes out as «обиди». Forms are named as in `ukrainian_forms`.
"""

import re

Parts = tuple[str, ...]

VELAR, HUSHING = "гкх", "жшчщ"
_VOWELS = "аеиоуыэюя"
_ENDS = re.compile("(ия|ие|ье|ый|ий|ой|ая|ое|ые|[аяоеьйыи])$")
_ENDINGS = {
    "а": "а ы е у ой е ы - ам ы ами ах",
    "я": "я и е ю ей е и ь ям и ями ях",
    "ия": "ия ии ии ию ией ии ии ий иям ии иями иях",
    "о": "о а у о ом е а - ам а ами ах",
    "е": "е я ю е ем е я - ям я ями ях",
    "ие": "ие ия ию ие ием ии ия ий иям ия иями иях",
    "ье": "ье ья ью ье ьем ье ья ий ьям ья ьями ьях",
    "": "- а у - ом е ы ов ам ы ами ах",
    "ь": "ь и и ь ью и и ей ям и ями ях",
    "ьm": "ь я ю ь ем е и ей ям и ями ях",
    "й": "й я ю й ем е и ев ям и ями ях",
    "ый": "ый ого ому ый ым ом ые ых ым ые ыми ых",
    "ий": "ий его ему ий им ем ие их им ие ими их",
    "ая": "ая ой ой ую ой ой ые ых ым ые ыми ых",
    "ое": "ое ого ому ое ым ом ые ых ым ые ыми ых",
}
_NOUNS = {
    kind: dict(zip("NGDAILngdail", told.replace("-", "").split(" "), strict=True)) for kind, told in _ENDINGS.items()
}


def noun(parts: Parts, slot: str) -> str:
    """«m» behind the parts is a man in -ь, «=» before them a word that never changes."""
    male = any(one.endswith("m") for one in parts)
    lemma, *others = (one.rstrip("m") for one in parts)
    if " " in lemma or lemma[0] == "=":
        return lemma.lstrip("=")
    if len(others) > 1 or lemma[-1] in "ыи":
        return _plural(lemma, others[1] if len(others) > 1 else None, slot.lower())
    stem, kind = _declension(lemma, bool(others))
    if slot == "N" or (slot == "A" and kind not in ("а", "я", "ия", "ая")):
        return lemma
    if kind == "а" and slot == "g":
        return _fleeting(stem)
    male = male or lemma.endswith("тель")
    return _spelt(others[0] if others else stem, _NOUNS["ьm" if kind == "ь" and male else kind][slot])


def _declension(lemma: str, irregular: bool) -> tuple[str, str]:
    """«рабочий», «столовая» and «легкие» change as adjectives do; «покой,поко» does not."""
    ending = found[0] if (found := _ENDS.search(lemma)) else ""
    if ending in ("ий", "ой", "ый"):
        ending = "й" if irregular else "ий" if ending == "ий" and lemma[-3] in HUSHING else "ый"
    elif ending == "ые" or (ending == "ие" and lemma[-3] in VELAR):
        ending = "ый"
        return lemma[:-2], ending
    return lemma.removesuffix(found[0] if found else ""), ending


def _plural(lemma: str, genitive: str | None, slot: str) -> str:
    if slot in "na":
        return lemma
    stem = lemma[:-1]
    if slot == "g":
        return genitive or f"{stem}ов"
    soft = lemma[-1] == "я" or (lemma[-1] == "и" and stem[-1] not in f"{VELAR}{HUSHING}")
    return stem + {"d": "ам", "i": "ами", "l": "ах"}[slot].replace("а", "я" if soft else "а", 1)


def _fleeting(stem: str) -> str:
    if stem[-1] != "к" or stem[-2] in _VOWELS:
        return stem
    return f"{stem[:-1].rstrip('ьй')}{'е' if stem[-2] in HUSHING + 'ьй' else 'о'}к"


def _spelt(stem: str, ending: str) -> str:
    """«ы» is no letter after г, к, х and ж, ш, ч, щ, nor «я» and «ю» after these."""
    last = stem[-1:]
    if last in VELAR or last in HUSHING:
        ending = re.sub("^ы", "и", ending)
    if last in f"{HUSHING}ц":
        unstressed = stem.endswith(_UNSTRESSED)
        ending = re.sub("^ю", "у", re.sub("^я", "а", ending))
        if ending == "ов":
            ending = "ей" if last != "ц" else "ев" if unstressed else "ов"
        elif ending == "ой" or (ending == "ом" and unstressed):
            ending = ending.replace("о", "е")
    return stem + ending


_UNSTRESSED = ("нц", "мц", "ьц", "дц", "муж", "дж", "аж", "ищ", "вощ", "лач")
_SLOTS = "mfnpGDFIAPJLo"
_ADJECTIVES = dict(zip(_SLOTS, "ый ая ое ые ого ому ой ым ую ых ыми ом о".split(), strict=True))
_ADJECTIVES_SOFT = dict(zip(_SLOTS, "ий яя ее ие его ему ей им юю их ими ем е".split(), strict=True))
_MADE = re.compile("(?<=ова|.че|.ще|вле|мле|жде|.да|.за|.ма|.та)нн$")


def adjective(parts: Parts, slot: str) -> str:
    before, _, lemma = f" {parts[0]}".rpartition(" ")
    if not lemma.endswith(("ый", "ий", "ой")) or slot == "m":
        return parts[0]
    stem, soft = lemma[:-2], lemma.endswith("ий") and lemma[-3] not in VELAR
    if slot == "o":
        return (
            f"{stem}и" if stem.endswith("ск") else f"{_MADE.sub('н', stem)}{'е' if soft and stem[-1] == 'н' else 'о'}"
        )
    return f"{before} {_spelt(stem, (_ADJECTIVES_SOFT if soft else _ADJECTIVES)[slot])}".strip()


def verb(parts: Parts, slot: str) -> str:
    if slot.startswith("will "):
        return f"{_WILL[slot[5:]]} {parts[0]}"
    before, lemma, after = _verb_among(parts[0])
    reflexive = lemma.endswith(("ся", "сь"))
    own = tuple(re.sub("с[яь]$", "", one) for one in (lemma, *parts[1:]))
    form = _form(own, slot)
    if reflexive:
        form += "сь" if form[-1] in _VOWELS else "ся"
    return f"{before} {form} {after}".strip()


_WILL = {"1s": "буду", "2s": "будешь", "3s": "будет", "1p": "будем", "2p": "будете", "3p": "будут"}


def _verb_among(told: str) -> tuple[str, str, str]:
    listed = told.split()
    at = next((at for at, one in enumerate(listed) if one.endswith(("ть", "ти", "чь", "ься", "ись"))), 0)
    return " ".join(listed[:at]), listed[at], " ".join(listed[at + 1 :])


def _form(parts: Parts, slot: str) -> str:
    lemma = parts[0]
    if slot == "inf":
        return lemma
    stem = re.sub("т[ьи]$|чь$", "", lemma)
    if slot[0] == "p":
        he = parts[3] if len(parts) > 3 else f"{stem}л"
        she = parts[4] if len(parts) > 4 else he if he.endswith("л") else f"{he}л"
        return he if slot == "pm" else she + {"pf": "а", "pn": "о", "pp": "и"}[slot]
    first, third = parts[1:3] if len(parts) > 2 else _present(stem)
    return first if slot == "1s" else third if slot == "3s" else _other_person(first, third, slot)


def _other_person(first: str, third: str, slot: str) -> str:
    if third.endswith("аст"):
        return third[:-2] + {"2s": "шь", "1p": "дим", "2p": "дите", "3p": "дут", "M": "й", "Mp": "йте"}[slot]
    vowel, stem = third[-2], third[:-2]
    if slot in ("M", "Mp"):
        stem = f"{stem[:-1]}е" if stem[-1] == "ь" else stem
        return stem + ("й" if stem[-1] in _VOWELS else "и") + ("те" if slot == "Mp" else "")
    if slot == "3p":
        return f"{first}т" if vowel == "е" else f"{stem}{'ат' if stem[-1] in HUSHING else 'ят'}"
    return stem + vowel + {"2s": "шь", "1p": "м", "2p": "те"}[slot]


def _present(stem: str) -> Parts:
    if stem.endswith("ова") and len(stem) > 4:
        return f"{stem[:-3]}ую", f"{stem[:-3]}ует"
    if stem.endswith("ну"):
        return stem, f"{stem[:-1]}ет"
    if stem.endswith("и"):
        return softened(stem[:-1], _SOFTENED), f"{stem}т"
    return f"{stem}ю", f"{stem}ет"


_SOFTENED = (("ст", "щ"), ("т", "ч"), ("д", "ж"), ("с", "ш"), ("з", "ж"))


def softened(stem: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The «I» of a verb in -ить, in either language."""
    for hard, soft in pairs:
        if stem.endswith(hard):
            return f"{stem.removesuffix(hard)}{soft}у"
    if stem[-1:] in "бпвмф":
        return f"{stem}лю"
    return f"{stem}{'у' if stem[-1:] in HUSHING else 'ю'}"
