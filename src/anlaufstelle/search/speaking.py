"""Which of the answers found are shown, and whether the page says anything at all."""

from collections.abc import Sequence
from functools import lru_cache
from math import log

from anlaufstelle.vocabulary import needs

from . import silence
from .document import Card
from .query import OPEN_TOPICS, SAME, Query, foremost, helping, wider
from .rank import ENOUGH, OFFICE, SERVED, SURE_NEED, Scored, need_of

NEARLY, FAINTLY = 0.26, 0.1
"""Where nothing nearly answers, `silence` judges what faintly does: of 1,800 heard sentences nine in a hundred stayed
empty instead of eleven, and as many of what nobody serves."""
KEPT, SAYS_IT = 0.4, 0.75
"""Beside what is asked for nothing that answers less than so well: «Mietschulden» is no home for disabled people.

«Schuldnerberatung»: beside those who do that only who speaks of it, not every other advice centre."""
READ = frozenset({"document", "project"})
"""Looked for among these alone, whatever says the words is an answer: nobody is sent anywhere by a working aid."""
# «курс доллара» says "course", «ikinci el araba» "second hand", and each lies near to something that is nobody's need.
# Fitted on two of three pairs of sets and tried on the third: .97, .90 and .88 of the unserved lines stay silent (.96,
# .88 and .85 without), and of 992 served ones none loses its first hit. Words that the entry says itself (SAID) and
# entries found by words alone are not doubted: without that, Munich's keywords fell from .586 to .51.
SURELY, STRANGE, SAID = 0.62, 1.34, 0.3
BEGS = -1.0
"""How much a word pleads that a wider help takes in: «Panikattacken» 1.4, «gambling» 0, no «Fortnite cheats» -1.6."""
RARE = 7.0
"""«Silbertelefon», said by no more than two of five hundred entries: whoever types that name means it."""
BEYOND_DOUBT, CLEAR, ODD, ENOUGH_BESIDE, NEARLY_EXACT = 0.85, 0.92, 0.8, 0.5, 0.99
"""«Bürgergeld»: so sure of what the words alone name, and where somebody is there for just that, nothing is weighed;
nor where words and meaning together are surer still («мебель недорого» sounds like shopping), unless the question lies
near to what is nobody's need («hearing aid batteries», «курс долара»)."""
SOMEBODY = 0.0
"""From where on it is likelier that nobody's need is meant: «Flüge nach Mallorca in den Herbstferien» is weighed."""


def shown(found: Sequence[Scored], query: Query) -> list[Scored]:
    """What may be shown: nothing unless something answers; beside that also what nearly does, in the given order."""
    if query.filters.kinds and READ.issuperset(query.filters.kinds):
        return [one for one in found if one.covered >= SAYS_IT or one.evidence >= ENOUGH]
    listed = near(found)
    if not listed:
        return []
    told = decided(listed, query)
    if not (silence.speaks(signs(listed, query)) if told is None else told):
        return []
    served = any(one.needed >= SURE_NEED and one.evidence >= ENOUGH for one in listed)
    least = KEPT * max(one.needed for one in listed)
    return [one for one in listed if one.needed > least or one.covered >= SAYS_IT] if served else listed


def near(found: Sequence[Scored]) -> list[Scored]:
    return [one for one in found if one.evidence >= NEARLY] or [one for one in found if one.evidence >= FAINTLY]


def decided(listed: Sequence[Scored], query: Query) -> bool | None:
    """Whether the page says anything at all where that need not be weighed; None where `silence` must.

    What an unfiled entry is there for only its words tell, and a crisis is hardly doubted. An office's work nobody does
    but that office: «residents parking permit» is no matter for whoever gives other permits.
    """
    first, enough = listed[0], max(one.evidence for one in listed) >= ENOUGH
    if query.crisis and query.nobody < SOMEBODY:
        return enough
    if "name" in first.why and (max(group.weight for group in query.groups) >= RARE or _whole_name(first.card, query)):
        return True
    if query.plea is None or not first.card.needs:
        return enough and not _strange(first, query)
    need, sure = query.needs[0] if query.needs else (None, 0.0)
    if need and query.surely and OFFICE in _above(need) and not (OPEN_TOPICS & _above(need) or _done(listed, query)):
        return False
    named = sure >= BEYOND_DOUBT and need in query.named
    told = enough and (named or sure >= CLEAR) and (query.strange < ODD or (sure > NEARLY_EXACT and not query.outside))
    told = told and query.nobody < SOMEBODY
    return True if told and need and (_taken_in(need, listed, query) or (named and _helped(listed, query))) else None


def signs(listed: Sequence[Scored], query: Query) -> silence.Signs:
    """What `silence` weighs; `listed` in the order they would be shown."""
    first = listed[0]
    return silence.Signs(
        plea=query.plea or 0.0,
        nobody=query.nobody,
        strange=query.strange,
        evidence=min(1.0, first.evidence),
        best=min(1.0, max(one.evidence for one in listed)),
        likeness=first.meaning,
        length=log(max(1, len(query.text.split()))),
    )


def _taken_in(need: str, listed: Sequence[Scored], query: Query) -> bool:
    """Whether somebody is there for it or, as «Panikattacken» and «gambling» need, for what takes it in."""
    if _done(listed, query):
        return True
    if query.plea is None or query.plea < BEGS:
        return False
    wide = dict.fromkeys(wider(need), 1.0)
    return any(need_of(one.card, wide, 1.0)[1] >= SERVED for one in listed)


def _done(listed: Sequence[Scored], query: Query) -> bool:
    """Whether somebody is there for just what was understood first."""
    first = foremost(query)
    return any(need_of(one.card, first, 1.0)[1] >= SERVED for one in listed)


def _helped(listed: Sequence[Scored], query: Query) -> bool:
    """Whether a label was said in full, or it sounds like a plea, and somebody is there for what stands next to it:
    «панічні атаки», «Pflegegrad»."""
    beside = helping(query)
    plain = query.needs[0][1] > NEARLY_EXACT or (query.plea or 0.0) > 0
    return plain and any(need_of(one.card, beside, 1.0)[1] >= ENOUGH_BESIDE for one in listed)


@lru_cache(maxsize=512)
def _above(need: str) -> frozenset[str]:
    """All that is broader, at any remove."""
    thesaurus = needs.load()
    wider = thesaurus.get(need).broader
    return frozenset(wider).union(*map(_above, wider))


def _strange(first: Scored, query: Query) -> bool:
    """Whether the query says what no service is there for more clearly than what the first answer is there for."""
    sure = query.needs[0][1] if query.needs else 0.0
    return first.needed > 0 and first.covered < SAID and first.evidence + SURELY * sure < STRANGE * query.strange


def _whole_name(card: Card, query: Query) -> bool:
    """Whether nothing of its name is missing: «Mustertafel», however often that is said."""
    said = {stem for group in query.groups for stem, weight in group.stems if weight > SAME}
    return said.issuperset(card.name_stems)
