"""Who is speaking, and of whom: «mein Mann schlägt mich» is a woman's sentence, and no help line for men answers it."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from anlaufstelle.vocabulary import needs, words

MALE_PARTNER = """mann ehemann exmann freund exfreund er alter husband boyfriend he kocam kocamdan kocamın kocası
kocasından eşim eşimden mari copain чоловік чоловіка чоловіком хлопець муж мужа мужем парень
زوجي طليقي جوزي رجلي راجلي خطيبي وزوجي وجوزي زوجها جوزها راجلها"""
FEMALE_PARTNER = """frau ehefrau exfrau freundin exfreundin alte wife girlfriend karım karımı karımdan karımın hanım
hanımım femme copine дружина дружину жінка жена жену женой девушка زوجتي طليقتي مرتي مراتي المرا وزوجتي ومرتي ومراتي"""
OLD = """oma opa omi großmutter großvater rentner rentnerin grandma grandpa grandmother grandfather granny büyükanne
büyükbaba babaannem babaanne anneannem anneanne dedem dede бабуся бабусі дідусь дідуся бабушка бабушки дедушка дедушки
جدتي جدي"""
YOUNG = """kind kinder sohn tochter baby babys kleinkind säugling jungs mädchen enkel enkelkind child children kid
kids son daughter çocuğum çocuk çocuğa çocuğu çocuğuma çocuğumu çocuklar çocuklara çocukları çocuklarım oğlum kızım
bebek bebeğe bebeğim torunum дитина дитини дитиною діти дітей дітям дитячий дитяча дитяче дитячі дитячого дитячу
дитячих син сина сину донька доньки дочка немовля малюк онук онука ребенок ребёнок ребенка ребёнку дети детей детям
детский детская детское детские детского детскую детских сын сына сыну дочь дочери дочка малыш внук внука ابني ابنتي
بنتي ولدي طفل طفلي اطفال الاطفال للاطفال اولادي ولادي رضيع enfant enfants bébé fils fille"""
OF_CHILDREN = re.compile(r"(?:kinder|baby)\w{3,}")
"""«gebrauchte Kinderkleidung»"""

SELF = {
    "men": ("bin mann", "bin ein mann", "als mann", "am a man", "erkegim", "انا رجل", "انا رجال", "انا راجل"),
    "women": ("bin frau", "bin eine frau", "als frau", "am a woman", "kadinim", "انا مرا", "انا امراه"),
}
"""«bin Mann und werde geschlagen» tells of no husband."""

OPPOSITE = {"women": "men", "men": "women"}
TOO_OLD, TOO_YOUNG = frozenset({"seniors"}), frozenset({"children", "teenagers", "students"})


def speaker(text: str, asked: Collection[str]) -> str | None:
    """The audience a sentence about violence is spoken from; None where nothing tells, or both are named."""
    if not violence().intersection(asked):
        return None
    listed = words.tokens(text)
    selves = [who for who, said in SELF.items() if any(f" {one} " in f" {' '.join(listed)} " for one in said)]
    if len(selves) == 1:
        return selves[0]
    tokens = frozenset(listed)
    partners = [who for who, said in (("women", MALE_PARTNER), ("men", FEMALE_PARTNER)) if tokens & _forms(said)]
    return partners[0] if len(partners) == 1 else None


def spoken_of(text: str) -> str | None:
    """ "old" or "young" where exactly one of both is named."""
    tokens = frozenset(words.tokens(text))
    named = [age for age, said in (("old", OLD), ("young", YOUNG)) if tokens & _forms(said)]
    named = named or ["young"] * any(map(OF_CHILDREN.fullmatch, tokens))
    return named[0] if len(named) == 1 else None


def fits(audiences: Iterable[str], speaker: str | None, age: str | None) -> int:
    """1: made for such people, -1: made for others only, 0: nothing said."""
    if speaker is None and age is None:
        return 0
    listed = frozenset(audiences)
    if not listed:
        return 0
    if speaker in listed:
        return 1
    if speaker and OPPOSITE[speaker] in listed and "everyone" not in listed:
        return -1
    if (age == "old" and listed <= TOO_YOUNG) or (age == "young" and listed <= TOO_OLD):
        return -1
    return 0


@lru_cache(maxsize=1)
def one_group() -> dict[str, frozenset[str]]:
    """Groups that some help is there for alone, and the needs and situations that speak of them."""
    thesaurus = needs.load()
    ageing = thesaurus.descendants("ageing")
    growing = ("children-youth", "education", "family", "community", "work")
    young = frozenset({*growing}).union(*map(thesaurus.descendants, growing)) - {"recognition"}  # of a diploma
    return {
        "homeless": frozenset({"homeless", "homelessness-help", "emergency-shelter", "day-centre", "housing-search"})
        | frozenset({"eviction", "rent-arrears", "housing", "warm-place", "clothing"}),
        "men": frozenset({"men", "mens-advice", "violence-against-men", "anger-counselling"}),
        "seniors": frozenset({"seniors", "ageing", "lunch-table", *ageing}),
        "teenagers": frozenset({"teenagers", "children", "students", *young}),
    }


@lru_cache(maxsize=8)
def _forms(listed: str) -> frozenset[str]:
    return frozenset(words.fold(form) for form in listed.split())


@lru_cache(maxsize=1)
def violence() -> frozenset[str]:
    thesaurus = needs.load()
    return frozenset(
        {"domestic-violence", *thesaurus.descendants("domestic-violence"), "anger-counselling", "stalking"}
    )
