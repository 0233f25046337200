"""Which form a Ukrainian ending makes of a word; `russian_forms` makes the same of a Russian one.

Endings only: what is irregular stands in the data as principal parts («допомогти,допоможу,допоможе,допоміг»). A noun's
cases are N G D A I L, in small letters its plural's; where an ending may be several, the likeliest comes first.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .russian_forms import HUSHING, Parts, softened

Endings = Mapping[str, str]


def _table(told: str) -> dict[str, str]:
    """«а:N и:G» as a mapping; «-» is no ending."""
    pairs = (one.split(":") for one in told.split())
    return {ending.strip("-"): slot for ending, slot in pairs}


_PLURAL = " ам:d ями:i ами:i ях:l ах:l ям:d"
_HARD = _table("а:N и:Gn і:LD у:A ою:I о:N -:g" + _PLURAL)
_SOFT = _table("я:N і:GLn ї:GLn ю:A ею:I єю:I е:N є:N ь:g й:g -:g ам:d" + _PLURAL)
_MALE = _table("а:G у:GLD я:G ю:DG ові:DL еві:DL ом:I ем:I і:Ln и:n ів:g е:N" + _PLURAL)
_MALE_SOFT = {**_MALE, **_table("і:nL єм:I ї:nL їв:g єві:D")}
_MALE_IN = {**_MALE, "у": "LGD"}
_FEMALE = _table("і:GLn ю:I 'ю:I ей:g" + _PLURAL)
_NEUTER = _table("о:N е:N а:Gn я:Gn у:DL ю:DL ом:I ем:I ові:D і:L -:g ь:g" + _PLURAL)
_NAMING = {**_table("я:NGn ю:DL і:L -:g ь:g"), **_table("ям:I ями:i ях:l")}
_MANY = _table("и:n і:n ї:n ів:g їв:g ей:g -:g ьми:i" + _PLURAL)
_ADJECTIVE = _table("ий:m а:f е:n і:p ого:G ому:D ій:F ої:F им:I у:A ою:F их:P ими:J ім:L о:o")
_ADJECTIVE_SOFT = _table("ій:m я:f є:n і:p ього:G ьому:D ьої:F ім:I ю:A ьою:F іх:P іми:J ьо:o")
_DOUBLED = re.compile("(?:([бвгдзклмнпрстхцчшщ])\\1|ст)я$")


def noun(parts: Parts) -> Iterator[tuple[str, Endings]]:
    """Stems with what may follow them."""
    lemma, oblique = parts[0], parts[1] if len(parts) > 1 else ""
    if lemma[-1] in "иії":
        yield lemma[:-1], _MANY
    elif _DOUBLED.search(lemma):
        yield lemma[:-1], _NAMING
    elif lemma[-1] in "ая":
        yield from _female(lemma[:-1], _HARD if lemma[-1] == "а" else _SOFT)
    elif lemma[-1] in "ое":
        yield lemma[:-1], _NEUTER
    else:
        yield lemma, {"": "N"}
        soft = lemma[-1] in "ьй" or lemma.endswith(("ар", "яр", *HUSHING))
        stem = oblique or lemma.rstrip("ьй")
        yield stem, _MALE_SOFT if soft else _MALE_IN if stem[-1] == "к" else _MALE


def feminine(parts: Parts) -> Iterator[tuple[str, Endings]]:
    """«ніч», «інвалідність»: no ending, and no man."""
    bare = parts[0].removesuffix("ь")
    oblique = parts[1] if len(parts) > 1 else re.sub("іст$", "ост", bare)
    yield parts[0], {"": "N"}
    yield oblique, _FEMALE
    yield bare, {"ю": "I", f"{bare[-1]}ю": "I"}


def _female(stem: str, endings: Endings) -> Iterator[tuple[str, Endings]]:
    yield stem, endings
    softened = {"г": "з", "к": "ц", "х": "с"}.get(stem[-1])
    if softened:
        yield stem[:-1] + softened, {"і": "LD"}
    if len(stem) > 2 and stem[-1] == "к" and stem[-2] not in "аеиіоуюяїє":
        yield f"{stem[:-1].rstrip('ь')}ок", {"": "g"}


def adjective(parts: Parts) -> Iterator[tuple[str, Endings]]:
    lemma = parts[0]
    yield lemma[:-2], _ADJECTIVE_SOFT if lemma.endswith("ій") else _ADJECTIVE


_NOT_REFLEXIVE = re.compile("((?<=[еє])ть)?ся$")
_PAST = {"в": "pm", "ла": "pf", "ло": "pn", "ли": "pp"}
_COMING = {"му": "1s", "меш": "2s", "ме": "3s", "мемо": "1p", "мете": "2p", "муть": "3p"}
_INFINITIVE = {"ти": "inf", "ть": "inf", **{f"ти{ending}": f"will {slot}" for ending, slot in _COMING.items()}}
_FIRST = _table("у:1s ю:1s")
_PRESENT = {
    "е": _table("еш:2s е:3s емо:1p ем:1p ете:2p уть:3p ють:3p и:M іть:Mp ь:M ьте:Mp"),
    "є": _table("єш:2s є:3s ємо:1p єм:1p єте:2p ють:3p й:M йте:Mp"),
    "ить": _table("иш:2s ить:3s имо:1p им:1p ите:2p ять:3p ать:3p лять:3p и:M іть:Mp ь:M ьте:Mp"),
    "їть": _table("їш:2s їть:3s їмо:1p їте:2p ять:3p й:M йте:Mp"),
    "сть": _table("си:2s сть:3s мо:1p сте:2p дуть:3p й:M йте:Mp"),
}


def verb(parts: Parts) -> Iterator[tuple[str, Endings]]:
    reflexive = parts[0].endswith("ся")
    bare = tuple(_NOT_REFLEXIVE.sub("", one) for one in parts) if reflexive else parts
    for stem, endings in _conjugated(bare):
        yield stem, _reflexive(tuple(endings.items())) if reflexive else endings


@lru_cache(maxsize=64)
def _reflexive(endings: tuple[tuple[str, str], ...]) -> Endings:
    found: dict[str, str] = {}
    for ending, slot in endings:
        joined = f"{ending}ть" if slot in ("3s", "will 3s") and ending.endswith(("е", "є")) else ending
        found |= {f"{joined}ся": slot, f"{joined}сь": slot}
    return found


def _conjugated(parts: Parts) -> Iterator[tuple[str, Endings]]:
    stem = parts[0].removesuffix("ти")
    first, third = parts[1:3] if len(parts) > 2 else _present(stem)
    infinitive = {ending: slot for ending, slot in _INFINITIVE.items() if ending != "ть" or not stem.endswith("и")}
    yield stem, infinitive if len(parts) > 3 else {**infinitive, **_PAST}
    yield first[:-1], _FIRST if first[-1] in "ую" else {first[-1]: "1s"}
    kind = next(one for one in ("сть", "ить", "їть", "є", "е") if third.endswith(one))
    yield third.removesuffix(kind), _PRESENT[kind]
    if len(parts) > 3:
        she = parts[4] if len(parts) > 4 else parts[3].removesuffix("в")
        yield parts[3], {"": "pm"}
        yield f"{she.removesuffix('л')}л", {"а": "pf", "о": "pn", "и": "pp"}


_SOFTENED = (("ст", "щ"), ("зд", "ждж"), ("т", "ч"), ("д", "дж"), ("с", "ш"), ("з", "ж"))


def _present(stem: str) -> Parts:
    if stem.endswith(("ува", "юва")) and len(stem) > 5:
        return f"{stem[:-2]}ю", f"{stem[:-2]}є"
    if stem.endswith("ну"):
        return stem, f"{stem[:-1]}е"
    if stem.endswith("и"):
        return softened(stem[:-1], _SOFTENED), f"{stem}ть"
    return f"{stem}ю", f"{stem}є"
