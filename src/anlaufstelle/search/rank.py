"""Why one answer stands above another. Every weight names the example that set it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct, structs

from anlaufstelle.resolve import freshness
from anlaufstelle.vocabulary import area, needs

from .answer import age_in_days
from .document import LABEL_ALONE, Card, label_stems
from .perspective import fits, one_group
from .query import OPEN_TOPICS, SAME, Group, Query, foremost, helping

# A match of a need outranks a match of words: «kein Geld für Essen» must bring the Tafel, not the town of Essen.
NEED = 1.2
# A need that only an entry's words imply. A service filed under something else as well means it («Jobcenter», filed
# under Sozialleistungen, pays Bürgergeld); a page filed under nothing speaks of many things (OMoS at .1: MRR .706, at
# .05 .714; Munich .598 and .602, and .593 without).
IMPLIED, IMPLIED_UNFILED = 0.8, 0.05
# OMoS, a fifth of 906 questions in five languages: .35 gives MRR .725, .5 .722, .7 .719, .9 .711; nothing .70. A page
# filed under nothing is compared with the question, not with the need that was understood: Munich .606 instead of .579.
MEANING = 0.4
# Of two sports clubs for «schwimmen» the one that teaches it: beside the need, the question itself counts a quarter.
OWN_WORDS = 0.25
# «Lebensmittelverteilung Scherlebeck» is a name typed in full; nothing may stand before it.
WHOLE_NAME = 0.5
# «Schuldnerberatung» in Herten: the town's own first, the Land's and the country's telephone below.
REGIONAL = -0.25
NATIONAL = -0.5
# OMoS: the same page exists in five languages; people read their own.
OTHER_LANGUAGE = -0.45
# A page from 2018 must not beat the same help confirmed this year; stays below every real difference in fit.
STALE_MOST = -0.06
# «arzt am wochenende»: the country's 116 117 is just that and stands before any local entry about health.
FIT = 0.45
# «ich will nicht mehr leben»: of several telephones for a crisis, the one that names just this.
EXACT = 0.25
# «karte geklaut»: the service 116 116 before the organisation that carries it.
CARRIER = -0.35
# «mein Mann schlägt mich»: women's help first, and no men's group before it; «meine Frau schlägt mich» the other way.
SUITS, CONTRADICTS = 0.3, -0.6
# «verstehe den Brief vom Amt nicht»: general advice before the advice for homeless people, which does that too; «need
# someone to talk»: not first those who talk with men only; «meine Frau kennt hier niemanden»: no telephone for the old.
FOR_OTHERS = -0.25
# «nowhere to sleep tonight»: who finds everybody a bed before the shelter that only takes men.
FOR_MEN = -0.6
# «i cant stop gambling»: the advice centre in town before one of two equals in the next.
AT_HOME = 0.05
# «care home westerholt»: of four homes in town the one in that quarter.
IN_DISTRICT = 0.25
# «ملابس اطفال مستعملة»: the children's shop before the one for everybody, where both are there for just that.
FOR_CHILDREN = 0.3
CHILDREN = frozenset({"children", "families"})
LINES = frozenset({"crisis-line", "telephone-advice"})
"""«Sorgentelefon»: who answers everybody before who answers parents or women only."""
SPOKEN = 0.15
SITUATION = 0.08

SURE_NEED = 0.6
OFFICE = "administration"
TURNS = 4

NEED_ENOUGH = 0.42
"""How sure a need must be to count as asked for."""

# Evidence that an entry answers at all: MEANT + share of the words + half the need must reach ENOUGH. Set on 220
# queries for Munich's offices put to Herten's index (nobody serves them; «Anhänger anmelden») and nonsense against the
# right first hits of the lay and Munich sets: .36 keeps four of five right ones and lets 8 % of the others pass.
COVERED_SHARE, NEED_SHARE, ENOUGH = 0.25, 0.5, 0.36
PARTS_COVER = 0.5
"""A compound of which only parts are said: «Sofortpass» is not the Herten-Pass, «Wiesnbüro» no Innenstadtbüro."""
AROUND_SHARE = 0.7
"""What stands around a need is weaker evidence: «Führerschein» must not bring whatever else a town hall does."""
UNDERSTOOD, DIRECT_ENOUGH = 0.45, 0.42
"""Filed under a need that was surely understood: «ölmek istiyorum» may not stay empty because no word is alike."""
ONLY_ALIKE, LITTLE = -0.06, 0.2
"""«Imbissstand» sounds like a Christmas market: likeness without a common word or need must be stronger."""
SERVED = 0.35
"""How clearly an entry must be there for a need for that to count as served."""
IMPLIED_SERVES = 0.5
"""«вигоріла»: that a telephone for parents speaks of exhaustion keeps nobody from being lifted who helps every soul."""
LIFTING = OPEN_TOPICS | {"addiction-help"}
UNSERVED = -0.08
"""«KFZ anmelden» is understood and nobody here does that: words and likeness alone must then say more."""
# Without the encoder only words can speak. At .5, .3 a quarter of OMoS pages stay empty, at .4, .15 one in twenty.
COVERED_ALONE, SAID_ALONE = 0.4, 0.15
MEANING_TOLD = 0.36


class Scored(Struct, frozen=True, eq=False):
    """`reach` is whose help this is for the person's place; `evidence` what speaks for it."""

    card: Card
    score: float
    reach: str
    why: tuple[str, ...]
    evidence: float
    need: str | None
    lexical: float
    covered: float
    meaning: float
    needed: float


class Scorer:
    """One question's answers weighed: what depends on the question alone is told once, not for each of a hundred."""

    def __init__(self, query: Query, today: date, own_language: bool) -> None:
        """`own_language`: whether there are entries in the query's language at all; if not, all are equal."""
        self._query, self._today, self._own_language = query, today, own_language
        self._first = dict(query.needs[:1])
        self._asked = {need for need, _ in query.needs}
        self._meant = {need for need, sure in query.needs if sure >= NEED_ENOUGH}
        self._meant |= {"seniors"} if query.age == "old" else {"teenagers"} if query.age == "young" else set()
        self._spoken = frozenset(chip.value for chip in query.chips if chip.kind == "language")
        self._likely = frozenset(one for one, sure in query.related.items() if sure > 0.5)
        self._reaches = {} if query.crisis else {"regional": REGIONAL, "national": NATIONAL}
        self._home = query.where.ags if query.where is not None else ""
        self._district = query.where.district if query.where is not None else None

    def score(self, card: Card, similarity: float | None, drawn: float | None) -> Scored:
        """`drawn`: how near it is to the need that was understood (`toward`), which orders what is filed."""
        query = self._query
        lexical, covered = _words(card, query.groups)
        need, needed = need_of(card, query.related, IMPLIED if card.needs else IMPLIED_UNFILED)
        direct = need_of(card, query.direct, 1.0)[1] if needed else 0.0
        filed = 1.0 if card.needs else IMPLIED_UNFILED
        reach = reach_of(card, query)
        named = covered > 0.99 and all(_in_name(group, card) for group in query.groups)
        total = (
            lexical
            + MEANING * max(0.0, _likeness(card, similarity or 0.0, drawn))
            + NEED * needed
            + FIT * filed * direct
        )
        total += EXACT * filed * need_of(card, self._first, 1.0)[1] if direct else 0.0
        total += WHOLE_NAME if named else 0.0
        total += self._circumstances(card, reach)
        return Scored(
            card,
            total,
            reach,
            self._why(need, named, lexical, similarity, reach),
            _evidence(query, direct, needed, (lexical, covered), similarity),
            need,
            lexical,
            covered,
            similarity or 0.0,
            needed,
        )

    def _circumstances(self, card: Card, reach: str) -> float:
        """What speaks for or against an entry beside what it is about."""
        query = self._query
        total = CARRIER if card.kind == "organization" else 0.0
        total += self._reaches.get(reach, 0.0)
        if self._own_language and card.language != query.lang:
            total += OTHER_LANGUAGE
        if self._spoken and not self._spoken.isdisjoint(card.languages):
            total += SPOKEN
        if card.situations:
            total += 0.0 if self._likely.isdisjoint(card.situations) else SITUATION
            total += (0.0, SUITS, CONTRADICTS)[fits(card.situations, query.speaker, query.age)]
            total += FOR_CHILDREN if query.age == "young" and _for_children(card, self._first) else 0.0
            if query.speaker != "men" and _for_men(card, self._meant):
                total += FOR_MEN
            elif _for_others(card, self._meant, LINES.isdisjoint(self._first)):
                total += FOR_OTHERS
        total += AT_HOME if self._home and card.ags == self._home else 0.0
        total += IN_DISTRICT if self._district and card.district == self._district else 0.0
        return total + stale(card, self._today)

    def _why(
        self, need: str | None, named: bool, lexical: float, similarity: float | None, reach: str
    ) -> tuple[str, ...]:
        told = []
        if need:
            known = need in self._asked or not self._query.unserved
            told.append(f"need: {need}" if known else f"related need: {need}")
        if named:
            told.append("name")
        if lexical > 0:
            told.append("words")
        if (similarity or 0.0) >= MEANING_TOLD:
            told.append("meaning")
        if self._query.where is not None and reach != "elsewhere":
            told.append(f"serves: {reach}")
        return tuple(told)


def _likeness(card: Card, similarity: float, drawn: float | None) -> float:
    return similarity if drawn is None or not card.needs else drawn + OWN_WORDS * similarity


def stale(card: Card, today: date) -> float:
    """What its age takes from an answer: a hundredth a year; in a crisis from three months on, else from one year."""
    old = _age(card.checked_on or card.source_date, today)
    if old is None or old < freshness.OLD_CRISIS:
        return 0.0
    crisis = old < freshness.OLD and _crisis((*card.needs, *card.situations))
    return STALE_MOST * freshness.rank_share(old, crisis=crisis)


_age = lru_cache(maxsize=4096)(age_in_days)


@lru_cache(maxsize=4096)
def _crisis(concepts: tuple[str, ...]) -> bool:
    return freshness.is_crisis(concepts)


def _for_others(card: Card, asked: Collection[str], some: bool = True) -> bool:
    """Whether it is there for one group of people only, of whom nobody spoke; with `some`, only of some groups."""
    groups = one_group().keys() & card.situations if some else {*card.situations}
    if not groups or "everyone" in card.situations:
        return False
    return not any(one_group().get(one, frozenset({one})).intersection(asked) for one in groups)


def _for_children(card: Card, asked: Collection[str]) -> bool:
    alone = "everyone" not in card.situations and not CHILDREN.isdisjoint(card.situations)
    return alone and any(need in asked for need in card.needs)


def _for_men(card: Card, asked: Collection[str]) -> bool:
    alone = "men" in card.situations and {"women", "everyone"}.isdisjoint(card.situations)
    return alone and one_group()["men"].isdisjoint(asked)


def lifted(query: Query, here: Sequence[Card]) -> Query:
    """Where nobody is there for what was surely understood, the query with what helps beside it."""
    if not query.direct:
        return query
    first = foremost(query)
    implied = IMPLIED_SERVES if LIFTING.intersection(needs.load().get(query.needs[0][0]).broader) else 1.0
    if any(need_of(card, first, implied)[1] >= SERVED for card in here):
        return query
    helps = helping(query)
    related = {need: max(query.related.get(need, 0.0), helps.get(need, 0.0)) for need in (*query.related, *helps)}
    nobody = not any(need_of(card, query.direct, 1.0)[1] >= SERVED for card in here)
    return structs.replace(query, direct={**helps, **query.direct}, related=related, unserved=nobody)


def order(found: Sequence[Scored]) -> list[Scored]:
    """Best first; ties by name and id, so that two runs never differ."""
    return sorted(found, key=lambda one: (-round(one.score, 4), one.card.name, one.card.id))


def reach_of(card: Card, query: Query) -> str:
    if query.where is None:
        return card.reach
    return _reach(card.areas, query.where.ags, query.where.district)


@lru_cache(maxsize=50_000)
def _reach(areas: tuple[str, ...], ags: str, district: str | None) -> str:
    return area.serves(areas, ags, district) or "elsewhere"


def _words(card: Card, groups: Sequence[Group]) -> tuple[float, float]:
    """How strongly the entry says the query's words, and which share of their rarity it has at all; both 0 to 1."""
    said = covered = total = 0.0
    tokens, labels = card.tokens, label_stems(card.needs)
    for group in groups:
        whole = has = 0.0
        for stem, weight in group.stems:
            mass = tokens.get(stem, LABEL_ALONE if stem in labels else None)
            if mass is not None:
                whole, has = max(whole, mass * weight), max(has, weight)
        if group.parts:
            each = group.share / len(group.parts)
            held = [tokens.get(part, LABEL_ALONE) for part in group.parts if part in tokens or part in labels]
            whole += 0.9 * (each * sum(held))
            has = max(has, PARTS_COVER * (each * len(held)))
        said += group.weight * (whole if whole < 1.2 else 1.2)
        covered += group.weight * has
        total += group.weight
    return (said / total, covered / total) if total else (0.0, 0.0)


def need_of(card: Card, related: Mapping[str, float], implied: float) -> tuple[str | None, float]:
    """The entry's best need for the query; one that only its words imply counts `implied` times how clearly they do."""
    best, most = None, 0.0
    for need, sure in card.implied.items():
        if need in related and plausible(need, card.needs):
            value = related[need] * (1.0 if need in card.needs else implied * sure)
            if value > most:
                best, most = need, value
    for need in card.needs:
        value = related.get(need, 0.0)
        if value > most:
            best, most = need, value
    return best, most


@lru_cache(maxsize=20_000)
def plausible(need: str, filed: tuple[str, ...]) -> bool:
    """Only offices do an office's work: the word "Verlust" makes no lost property office of a café for mourners."""
    above = needs.load().get(need).broader
    return not filed or OFFICE not in above or bool({OFFICE, *above}.intersection(filed))


def _in_name(group: Group, card: Card) -> bool:
    """Said itself: «Arzt» is not the name of "Medizinische Hilfe"."""
    return any(stem in card.name_stems for stem, weight in group.stems if weight > SAME)


def _evidence(
    query: Query, direct: float, needed: float, words: tuple[float, float], similarity: float | None
) -> float:
    """How much speaks for an entry to answer at all; from ENOUGH on it may stand alone on a page."""
    lexical, covered = words
    if query.needs and query.needs[0][1] >= UNDERSTOOD and direct >= DIRECT_ENOUGH:
        return max(ENOUGH, (similarity or 0.0) + COVERED_SHARE * covered + NEED_SHARE * direct)
    aside = (query.surely and query.unserved) or not query.needs or query.needs[0][1] < NEED_ENOUGH
    told = direct if aside else max(direct, AROUND_SHARE * needed)
    if similarity is None:
        alone = covered >= COVERED_ALONE and lexical >= SAID_ALONE
        return ENOUGH if alone or told >= NEED_ENOUGH else NEED_SHARE * told
    doubt = UNSERVED if (query.surely and query.unserved and not direct) or query.outside else 0.0
    doubt += ONLY_ALIKE if not told and covered < LITTLE else 0.0
    return similarity + COVERED_SHARE * covered + NEED_SHARE * told + doubt


def mixed(found: Sequence[Scored], query: Query) -> list[Scored]:
    """Several needs in one sentence take turns («Kündigung und Schulden»); otherwise the order stays.

    Who begins is told by the surest of a family: «suche Arbeit» is job search and its topic, hardly residence law.
    """
    asked = [need for need, sure in query.needs if sure >= SURE_NEED and need in query.named][:3]
    if len(asked) < 2 or query.crisis:
        return list(found)
    thesaurus = needs.load()
    families = {need: {need, *thesaurus.descendants(need)} for need in asked}
    separate = [need for need in asked if not any(need in families[other] for other in asked if other != need)]
    if len(separate) < 2:
        return list(found)
    separate.sort(key=lambda need: min(asked.index(one) for one in families[need].intersection(asked)))
    queues = [[one for one in found if _serves(one.card, families[need])] for need in separate]
    if not all(queues):
        return list(found)
    turns = [one for turn in zip_longest(*(queue[:TURNS] for queue in queues)) for one in turn if one is not None]
    return list(dict.fromkeys((*turns, *found)))


def _serves(card: Card, family: Collection[str]) -> bool:
    return need_of(card, dict.fromkeys(family, 1.0), 1.0)[1] >= SERVED
