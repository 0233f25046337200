"""Which step each kind of token takes, and what is only a sign between two steps."""

from collections.abc import Callable, Iterable

from .hours_prose_walk import Walk
from .hours_prose_words import WEEK, Token

Step = Callable[[Walk, Token], None]


def _mark(done: Walk, token: Token) -> None:
    """What only sets a sign."""
    kind = token.kind
    if kind == "note":
        done.rest.append(token.text)
    elif kind in ("left", "right"):
        if done.inside == (kind == "left"):
            done.problem("brackets")
        done.inside = kind == "left"
    elif kind == "colon" and done.last in ("span", "open", "appointment"):
        done.problem("something follows that these hours are for")
    elif kind == "biweekly":
        done.biweekly = True
    elif kind == "monthly":
        done.monthly = True
    elif kind == "no_ph":
        done.holidays_off = True
    elif kind == "also_ph" and not (done.clauses and len(done.clauses[-1].days) == len(WEEK)):
        done.problem("which hours on holidays")


def _doubt(done: Walk, token: Token) -> None:
    done.rest.append(token.text)
    if not _harmless(done, token):
        done.problem(f"“{token.text}”")


def _reached(done: Walk, token: Token) -> None:
    """Hours of a telephone or a chat, as long as it stands before them."""
    done.rest.append(token.text)
    done.kind = token.kind
    if done.clauses or done.fresh:
        done.problem("a second kind of hours")


def _harmless(done: Walk, token: Token) -> bool:
    """Quotation marks; a dash or "oder" in the words before the hours; "oder" between two seasons in brackets."""
    before = not done.clauses and not done.fresh
    seasons = done.last == "right" and bool(done.clauses) and done.clauses[-1].season != ""
    if token.kind == "mark":
        return token.text in "\"'„“”‚‘’!." or (token.text == "-" and before)
    return token.text.lower() == "oder" and (before or seasons)


def _after(done: Walk, token: Token) -> None:
    """Whether the next day belongs to the days before it, and whether words stand apart."""
    if token.kind == "join":
        done.joined = True
    elif token.kind == "cut" and token.text == "\n" and done.last == "join":
        return  # a list of days goes on in the next line
    elif token.kind not in ("filler", "nth", "monthly"):
        done.joined = token.kind == "title"
    if token.kind == "cut":
        done.cut = True
    if token.kind == "filler" and token.text.lower() in ("findet", "finden"):
        done.happens = True
    if token.kind in ("join", "cut", "colon", "stop", "left", "right"):
        done.loose = done.loose and bool(done.clauses) and token.kind == "join"
    done.last = token.kind if token.kind != "filler" else done.last


STEPS: dict[str, Step] = {
    "day": Walk.day,
    "range": Walk.range,
    "all": Walk.all,
    "workday": Walk.workday,
    "weekend": Walk.weekend,
    "days_ph": Walk.days_ph,
    "ph": Walk.ph,
    "nth": Walk.nth,
    "except": Walk.no,
    "span": Walk.span,
    "open": Walk.open,
    "always": Walk.always,
    "closed": Walk.closed,
    "season": Walk.in_season,
    "weeks": Walk.in_weeks,
    "no_school": Walk.not_in_school_holidays,
    "appointment": Walk.by_appointment,
    "only": Walk.only_by_appointment,
    "free": Walk.without_appointment,
    "word": Walk.word,
    "floor": Walk.word,
    "title": Walk.title,
    "doubt": _doubt,
    "year": _doubt,
    "mark": _doubt,
    "phone": _reached,
    "online": _reached,
}


def walk(tokens: Iterable[Token]) -> Walk:
    """Reads to the end, whatever comes."""
    done = Walk()
    for token in tokens:
        if token.kind in STEPS:
            STEPS[token.kind](done, token)
        else:
            _mark(done, token)
        _after(done, token)
    if done.fresh:
        done.problem("days without times")
    if done.numbers:
        done.problem("which of the month")
    if done.last == "colon" and done.clauses:
        done.problem("something is missing at the end")
    if done.inside:
        done.problem("a bracket is not closed")
    return done
