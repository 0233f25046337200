"""What a visitor typed, understood: conditions as chips, needs, and the words that are left, each with all its keys."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct, structs

from anlaufstelle.vocabulary import area, needs, words, words_same

from . import chips, dots, label_meaning, letters, perspective, sealed
from .answer import AskedPlace, Chip, Filters
from .compounds import cut, rescue
from .index.reader import Snapshot
from .letters import LATIN, MOST_WORDS, labels
from .meaning import wanted
from .spelling import Speller

LONGEST = 1_500
"""Letters of a query that are read: more is a pasted page, and its beginning says enough."""
ENDLESS = re.compile(r"(\S{60})\S+")
MOST_NEEDS = 6
OUTSIDE = 0.08
"""«weather tomorrow» is no misspelt "Väter": .88 to the weather, .61 to the nearest need."""
SAME = 0.6
"""Another word for the same thing against the word itself: «Kfz» finds "Fahrzeug", after what says Kfz."""
DOUBT = 0.7
"""What a corrected word weighs: «unternommen» is no misspelt "Unternehmen", and the other words must decide."""
SHORTEST_PART = 4
BEHIND = 0.2
AS_SURE = 0.1
"""«my asylum application was rejected» asks for asylum (.99), hardly for any office's letters (.84)."""
PLAIN, IN_FULL = 0.9, 0.99
FEW_WORDS = 2
CODE = re.compile(r"(?<!\w)[A-ZÄÖÜ]{1,2} ?\d{2,4}(?!\w)")
HALF, LONG_WORD = 0.6, 8
LEAST = 0.42
"""How sure a need must be to be evidence that an entry answers."""
NARROWER, BROADER, RELATED = 0.9, 0.45, 0.3
"""«mir geht es seelisch schlecht»: who is there for just that stands before who helps with addiction."""
CRISIS_LINE, BESIDE_CRISIS = 0.9, 0.5
"""«ich will nicht mehr leben»: who answers at once, not who advises on life or integration."""
HELPING, HELPING_TOPIC = 0.75, 0.6
"""Where nobody serves a sure need, what stands next to it answers («Asylantrag abgelehnt» -> refugee advice)."""
OPEN_TOPICS = frozenset({"mental-health", "migration", "safety"})
"""Topics whose general advice takes everybody in; "health" or "administration" only say whose business it is."""
GUESS = 0.8
"""A key of another language than the query's: names of German offers are typed in every language."""


class Group(Struct, frozen=True):
    """One word of the query. `weight` is its rarity; `stems` are the whole word's keys, `parts` those of a compound.

    `share` is how much of the word its parts make up: of «Golfplatz» only "platz" may be known, and that is little.
    """

    word: str
    stems: tuple[tuple[str, float], ...]
    parts: tuple[str, ...]
    weight: float
    known: bool
    share: float = 1.0

    @property
    def alternatives(self) -> tuple[tuple[str, float], ...]:
        share = 0.9 * self.share / len(self.parts) if self.parts else 0.0
        return self.stems + tuple((part, share) for part in self.parts)


class Query(Struct, frozen=True, kw_only=True):
    """`needs` are (concept, how sure); `direct` adds what is narrower, `related` also what stands around them.

    `named`: needs that the words alone name surely. `unserved`: nobody here is there for just that; `outside`: no
    service is for such a thing («Pizza bestellen»), to which it is `strange` near; `plea`, `nobody`: see `silence`;
    `danger`: what of `crisis` may be meant where nothing is sure. `speaker` and `age`: see `perspective`. `where` is
    the place asked about, the words' own before the `given` one; None when no place is known.
    """

    text: str
    lang: str
    where: AskedPlace | None = None
    given: AskedPlace | None = None
    chips: tuple[Chip, ...] = ()
    groups: tuple[Group, ...] = ()
    needs: tuple[tuple[str, float], ...] = ()
    related: Mapping[str, float] = {}
    direct: Mapping[str, float] = {}
    crisis: tuple[str, ...] = ()
    corrected: str | None = None
    filters: Filters = Filters()
    speaker: str | None = None
    age: str | None = None
    unserved: bool = False
    outside: bool = False
    strange: float = 0.0
    plea: float | None = None
    nobody: float = 0.0
    danger: str | None = None
    named: frozenset[str] = frozenset()

    @property
    def surely(self) -> bool:
        return bool(self.needs) and self.needs[0][1] >= needs.SURE

    @property
    def dangers(self) -> tuple[str, ...]:
        """Whose numbers are shown."""
        return self.crisis or ((self.danger,) if self.danger else ())


def read(
    text: str,
    snapshot: Snapshot,
    *,
    place: AskedPlace | None = None,
    lang: str = "de",
    districts: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    filters: Filters | None = None,
) -> Query:
    typed = text = legible(text)
    if "spelling" not in without and lang in letters.LANGUAGES:
        text = letters.written(typed, lang, snapshot)
    read_chips = chips.read(text, lang, districts or {}, without)
    where = _where(read_chips, place)
    rest = _blank(text, read_chips)
    spoken = language(rest, lang)
    asked = _blank(text, [chip for chip in read_chips if chip.kind in ("place", "age")])
    heard = _needs(asked, spoken)
    matched, named, outside = heard.needs, heard.named, heard.outside >= OUTSIDE and not heard.needs
    sure = bool(matched) and matched[0][1] >= needs.SURE
    correct = "spelling" not in without and not outside
    groups, corrected = _groups(rest, spoken, snapshot, correct=correct, sure=sure)
    if corrected is not None and not sure:
        heard = _needs(corrected, spoken)
        matched, named = heard.needs, heard.named
    corrected = corrected or (text if text != typed else None)
    plain = _said(matched, named)
    return Query(
        text=text,
        lang=spoken,
        where=where,
        given=place,
        chips=read_chips,
        groups=groups,
        needs=plain,
        related=_around(plain),
        direct=_within(plain),
        crisis=tuple(need for need, sure in matched if sure >= needs.SURE and need in needs.load().crisis),
        corrected=corrected,
        filters=filters or Filters(),
        speaker=perspective.speaker(asked, [need for need, _ in plain]),
        age=perspective.spoken_of(asked),
        outside=outside,
        strange=heard.strange,
        plea=heard.plea,
        nobody=heard.nobody,
        danger=heard.danger,
        named=named,
    )


def legible(text: str) -> str:
    """What of it is read; half an emoji is no letter that anything could be written with."""
    return ENDLESS.sub(r"\1", text[:LONGEST].encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def find_place(text: str | None) -> AskedPlace | None:
    """The place of a name or PLZ; None when nothing of that name is known."""
    if not text or not text.strip():
        return None
    found = area.find(text.strip())
    return AskedPlace(found[0].name, found[0].ags) if found else None


@sealed.kept(4096)
def language(text: str, told: str) -> str:
    """The interface's language, unless script or small words clearly say another."""
    seen = words.language_of(text)
    if seen == "cyrillic":
        return told if told in ("uk", "ru") else "uk"
    if seen is not None:
        return seen
    tokens = words.tokens(text)
    counts = {lang: sum(words.is_stop(token, lang) for token in tokens) for lang in LATIN}
    likely = max(LATIN, key=lambda lang: (counts[lang], lang == told))
    if told in LATIN:
        return likely if counts[likely] >= counts[told] + 2 else told
    return likely if counts[likely] else "de"


def _where(read_chips: tuple[Chip, ...], place: AskedPlace | None) -> AskedPlace | None:
    said = next((chip.value for chip in read_chips if chip.kind == "place"), None)
    if said is None:
        return place
    ags, _, district = said.partition(":")
    if place is not None and not district and words.fold(area.get(ags).name) in words.fold(place.name):
        return place  # "in Augsburg", said in the Landkreis Augsburg
    return AskedPlace(area.get(ags).name, ags, district or None)


def _blank(text: str, read_chips: Iterable[Chip]) -> str:
    """The words of a chip are taken out, unless nothing else was said."""
    rest = text
    for chip in read_chips:
        if chip.kind in ("place", "time", "language", "age"):
            rest = rest[: chip.span[0]] + " " * (chip.span[1] - chip.span[0]) + rest[chip.span[1] :]
    return rest if rest.strip(" .,;:!?()") else text


def _groups(
    text: str, lang: str, snapshot: Snapshot, *, correct: bool, sure: bool
) -> tuple[tuple[Group, ...], str | None]:
    listed = words.words(text)
    content = [word for word in listed if not words.is_stop(word.form, lang) and len(word.form) > 1][:MOST_WORDS]
    content = content or [word for word in listed if len(word.form) > 1][:MOST_WORDS]
    groups: dict[tuple[str, ...], Group] = {}
    fixes: dict[str, str] = {}
    place = 0
    while place < len(content):
        word, after = content[place], content[place + 1] if place + 1 < len(content) else None
        place += 1
        if after is not None and (joined := _joined(word, after, snapshot)):
            found = [_group(joined, joined, lang, snapshot)]
            place += 1
        else:
            found = _known(word, lang, snapshot)
            better = _better(word.form, lang, len(content), sure, snapshot) if correct and not found else None
            if better is not None:
                fixes[word.surface] = _written(better, snapshot)
                found = [_doubted(group) for group in _known(words.words(fixes[word.surface])[0], lang, snapshot)]
            found = found or _rescued(word, lang, snapshot)
        for group in found:
            groups.setdefault(tuple(stem for stem, _ in group.stems), group)
    return tuple(groups.values()), _replaced(text, fixes)


def _known(word: words.Word, lang: str, snapshot: Snapshot) -> list[Group]:
    """The word's group; the groups of its parts where only those are known; [] where nothing is."""
    surface = word.surface if words.fold(word.surface) == word.form else word.form
    whole = _group(word.form, surface, lang, snapshot)
    if whole.known or word.form.isdigit() or word.form in labels():
        return [whole]
    if lang in ("de", "en") and (pieces := cut(word.form, _is_known(snapshot))):
        return [_group(piece, piece, "de", snapshot) for piece in pieces]
    return []


def _rescued(word: words.Word, lang: str, snapshot: Snapshot) -> list[Group]:
    pieces = rescue(word.form, _is_known(snapshot)) if lang in ("de", "en") else ()
    group = _group(word.form, word.surface, lang, snapshot)
    parts = tuple(words.stems(piece, "de")[0] for piece in pieces)
    share = sum(map(len, pieces)) / len(word.form)
    return [structs.replace(group, parts=parts, share=share) if pieces else group]


def _better(form: str, lang: str, among: int, sure: bool, snapshot: Snapshot) -> str | None:
    """A correction, where it is safe: of single words, not of verbs in a sentence that is understood without them.

    «Babysachen geschenkt» is no "Geschenken", «Mutti kann sich nicht waschen» no "Multi"; «Hotel», which is nobody's
    need, is no "hostel".
    """
    if among > FEW_WORDS and (len(form) < 8 or sure):
        return None
    if (among > 1 and len(form) < 6) or (among == 1 and form in label_meaning.outside_words()):
        return None
    better = correction(form, snapshot)
    return None if better is None or label_meaning.is_spoken(form, lang) else better


def correction(form: str, snapshot: Snapshot) -> str | None:
    """The word of an entry or a label that was likely meant; None for one that is known."""
    return None if form in snapshot.lexicon or form in labels() else _speller(snapshot).correct(form)


def _doubted(group: Group) -> Group:
    return structs.replace(group, weight=group.weight * DOUBT)


def _group(form: str, surface: str, lang: str, snapshot: Snapshot) -> Group:
    stems = [(stem, 1.0) for stem in words.stems(surface, lang)]
    if lang != "de" and form.isascii():
        stems += [(stem, GUESS) for stem in words.stems(surface, "de") if stem not in dict(stems)]
    elif lang == "de" and form.isascii():
        stems += [(stem, GUESS) for stem in words.stems(surface, "en") if stem not in dict(stems)]
    if lang == "de":
        stems += [(stem, SAME) for stem in words_same.alike(surface, lang)]
    known = snapshot.lexicon.get(form)
    parts = tuple(dict.fromkeys(stem for part in (known.parts if known else ()) for stem in words.stems(part, "de")))
    often = max((snapshot.frequency(stem) for stem, weight in stems if weight == 1.0), default=0)
    often = often or max((snapshot.frequency(stem) for stem, _ in stems), default=0)
    if not often and parts:
        often = min(snapshot.frequency(part) for part in parts)
    rarity = math.log(1 + (snapshot.size - often + 0.5) / (often + 0.5))
    return Group(form, tuple(stems), parts, rarity**1.2, bool(often))


def _joined(word: words.Word, after: words.Word, snapshot: Snapshot) -> str | None:
    """ "kita platz" is "Kitaplatz" where that word is known."""
    joined = word.form + after.form
    if len(word.form) < 3 or len(after.form) < 3 or not joined.isalpha():
        return None
    return joined if joined in snapshot.lexicon or joined in labels() else None


def _is_known(snapshot: Snapshot) -> Callable[[str], bool]:
    lexicon, shown = snapshot.lexicon, labels()
    return lambda piece: len(piece) >= SHORTEST_PART and (piece in lexicon or piece in shown)


def _speller(snapshot: Snapshot) -> Speller:
    found: Speller | None = snapshot.lasting.get("speller")
    return found or snapshot.lasting.setdefault("speller", Speller((*snapshot.lexicon, *labels())))  # type: ignore[no-any-return]


def _written(form: str, snapshot: Snapshot) -> str:
    known = snapshot.lexicon.get(form)
    return known.written if known else labels().get(form, form)


def _replaced(text: str, fixes: Mapping[str, str]) -> str | None:
    if not fixes:
        return None
    for word in reversed({one.start: one for one in words.words(text)}.values()):
        text = text[: word.start] + fixes.get(word.surface, word.surface) + text[word.end :]
    return " ".join(text.split())


def _needs(text: str, lang: str) -> label_meaning.Heard:
    return _heard(dots.restored(text) if lang == dots.LANGUAGE else text, lang, wanted())


@sealed.kept(4096)
def _heard(text: str, lang: str, _meaning: bool) -> label_meaning.Heard:
    """A form's number says exactly what is meant, and half a compound is a hint: «Formular R 100», «Wohnmobil»."""
    vague = CODE.search(text) is not None
    half = text.strip().isalpha() and len(text.strip()) >= LONG_WORD
    said: dict[str, float] = {}
    exact: set[str] = set()
    for match in needs.match(text, lang, 8):
        doubtful = not match.exact and (vague or (half and match.score < needs.SURE))
        said[match.id] = match.score * (HALF if doubtful else 1.0)
        exact |= {match.id} if match.exact else set()
    return label_meaning.heard(text, said, exact, MOST_NEEDS)


def _within(matched: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """What truly answers: the need itself and what is narrower; in a crisis also what is wider: it helps at once."""
    crisis = needs.load().crisis
    found: dict[str, float] = {}
    for need, sure in _foremost(matched):
        if sure < LEAST or needs.load().get(need).facet == "situation":
            continue  # «weather tomorrow» is no question about men, nor «pizza delivery» one about meals on wheels
        least = BROADER if need in crisis else NARROWER
        for concept, value in _around(((need, sure),)).items():
            if value >= least * sure:
                found[concept] = max(found.get(concept, 0.0), value)
    return found


def _said(matched: tuple[tuple[str, float], ...], named: Collection[str]) -> tuple[tuple[str, float], ...]:
    """Without what only sounds near where the words are plain: «муж пьёт» is no «муж бьёт». Where nothing is plain,
    named danger comes first: «Жена ушла, не сплю и не вижу смысла жить»."""
    crisis = needs.load().crisis
    danger = [one for one in matched if one[0] in crisis and one[0] in named and one[1] >= needs.SURE]
    if danger and matched[0][1] < PLAIN:
        return (*danger, *(one for one in matched if one not in danger))
    if not matched or matched[0][0] not in named or matched[0][1] < PLAIN:
        return matched
    in_full = matched[0][1] > IN_FULL
    least = IN_FULL if in_full else matched[0][1] - AS_SURE
    return tuple((need, sure) for need, sure in matched if sure >= least or (need in named and not in_full))


def foremost(query: Query) -> dict[str, float]:
    """What truly answers the need that was understood first and those just as sure; `direct` has the next ones' too."""
    first = tuple(one for one in query.needs if one[1] >= query.needs[0][1] - AS_SURE)
    return _within(first) or dict(query.direct)


def wider(need: str) -> list[str]:
    """Broader needs whose help takes it in; a topic only where its advice takes everybody in."""
    thesaurus = needs.load()
    return [one for one in thesaurus.get(need).broader if thesaurus.get(one).topic is None or one in OPEN_TOPICS]


def helping(query: Query) -> dict[str, float]:
    """What helps though it is not what was asked for: broader and related needs of what was surely understood."""
    thesaurus = needs.load()
    found: dict[str, float] = {}
    for need, sure in _foremost(query.needs):
        if sure < needs.SURE:
            continue
        for one in (*wider(need), *thesaurus.get(need).related):
            share = HELPING if thesaurus.get(one).topic is None else HELPING_TOPIC
            found[one] = max(found.get(one, 0.0), share * sure)
    return found


def _foremost(matched: tuple[tuple[str, float], ...]) -> list[tuple[str, float]]:
    """«Passverlust» is the passport, hardly the Herten-Pass; «Führungszeugnis für Behörden» is not every office."""
    thesaurus = needs.load()
    kept = [(need, sure) for need, sure in matched if sure >= matched[0][1] - BEHIND]
    if kept and kept[0][0] in thesaurus.crisis:
        return [(need, sure) for need, sure in kept if need in thesaurus.crisis]
    return kept[:1] + [(need, sure) for need, sure in kept[1:] if thesaurus.get(need).topic is None]


def _around(matched: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """Concepts an entry may carry, and how well it then answers: what is narrower fits nearly as well, broader half."""
    thesaurus = needs.load()
    found: dict[str, float] = {}
    crisis = bool(matched) and matched[0][0] in thesaurus.crisis
    for need, said in matched:
        sure = said if not crisis or need in thesaurus.crisis else said * BESIDE_CRISIS
        near = dict.fromkeys(thesaurus.descendants(need), NARROWER)
        near |= dict.fromkeys(thesaurus.get(need).broader, BROADER)
        near |= {one: RELATED for one in thesaurus.get(need).related if near.get(one, 0.0) < RELATED}
        near |= dict.fromkeys(thesaurus.get(need).answered_by, NARROWER)
        if "crisis-help" in near:
            near["crisis-line"] = CRISIS_LINE
        near[need] = 1.0
        for concept, fits in near.items():
            found[concept] = max(found.get(concept, 0.0), sure * fits)
    return found
