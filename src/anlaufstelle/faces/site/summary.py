"""What an entry says, in short sentences of the page's language, composed from its facts.

Nothing is translated here: each sentence is a phrase of the catalogue, filled with a topic of the thesaurus, a number,
a weekday. What only the source's own words can say is quoted in German and marked as German. A fact nobody stated has
no sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlaufstelle.faces.address_form import speaking
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Notice, Opportunity, Organization, Project, Service
from anlaufstelle.vocabulary import needs

from . import action, facts, languages, openness, when
from .phrase import say, stated, upright

MOST_TOPICS = 4
MOST_IN_GLOSS = 2
EVERYONE = "everyone"


@dataclass(frozen=True)
class Line:
    """One fact as whole sentences; the icon only helps to find it again.

    `german`: the same for the office, beside a foreign reader's own words on paper.
    """

    icon: str
    words: SafeString
    german: SafeString = SafeString("")  # noqa: RUF009 - immutable


def gloss(entry: Entry) -> str:
    """What the German name means: its one or two nearest topics; "" where German needs no gloss or nothing is known."""
    if languages.current() == languages.SOURCE:
        return ""
    if isinstance(entry.record, Event) and not entry.needs:
        return _("Termin oder Treffen")
    if isinstance(entry.record, Opportunity) and not entry.needs:
        return _("Mithelfen im Ehrenamt")
    if isinstance(entry.record, Notice) and not entry.needs:
        return _("Aushang")
    return _(", ").join(_captions(_nearest(entry.needs))[:MOST_IN_GLOSS])


def summary(entry: Entry, first: action.Action | None, at: datetime) -> list[Line]:
    """In the order of what decides whether somebody goes. Whether it is open now stands beside the name already."""
    told = [line for line in _lines(entry, first, at) if line.words]
    if languages.german():
        return told
    with speaking(languages.SOURCE):
        german = [line for line in _lines(entry, first, at) if line.words]
    return [replace(line, german=same.words) for line, same in zip(told, german, strict=True)]


def _lines(entry: Entry, first: action.Action | None, at: datetime) -> list[Line]:
    return [
        Line("info", _what(entry)),
        Line("people", _whom(entry)),
        Line("clock", _when(entry, at)),
        Line("pin", _where(entry)),
        Line("euro", _cost(entry)),
        Line("calendar", _appointment(entry)),
        Line("speech", _languages(entry)),
        Line(first.icon if first else "phone", reach(first)),
    ]


def of_provider(offers: Sequence[Entry], first: action.Action | None) -> list[Line]:
    """An organisation is told by what it offers."""
    counted = Line(
        "info",
        say(
            ngettext("Diese Einrichtung hat %(n)s Angebot.", "Diese Einrichtung hat %(n)s Angebote.", len(offers)),
            n=len(offers),
        ),
    )
    topics = _topics(_nearest(need for offer in offers for need in offer.needs))
    told = (counted if offers else Line("info", _nothing()), Line("people", topics), Line("phone", reach(first)))
    return [line for line in told if line.words]


def _nothing() -> SafeString:
    return mark_safe("")


def _captions(concepts: Iterable[str]) -> list[str]:
    thesaurus = needs.load()
    return [thesaurus.caption(one, languages.current()) for one in concepts if one in thesaurus]


def _nearest(concepts: Iterable[str]) -> list[str]:
    """Each once, without those that a narrower one of them already says."""
    found = list(dict.fromkeys(concepts))
    thesaurus = needs.load()
    wider = {above for one in found if one in thesaurus for above in thesaurus.ancestors(one)}
    return [one for one in found if one not in wider]


def _listed(words: Iterable[object]) -> SafeString:
    """Commas in every script; the last "and" would have to bend some of them."""
    return mark_safe(_(", ").join(conditional_escape(one) for one in words))


def _topics(concepts: Sequence[str]) -> SafeString:
    named = _captions(concepts)[:MOST_TOPICS]
    if not named:
        return _nothing()
    phrase = ngettext("Das Thema ist: %(topics)s.", "Die Themen sind: %(topics)s.", len(named))
    return say(phrase, topics=_listed(named))


def _what(entry: Entry) -> SafeString:
    kinds = {
        Service: _("Hier bekommen Sie Rat oder Hilfe."),
        Event: _("Das ist ein Termin: ein Treffen, ein Kurs oder eine Beratung."),
        Opportunity: _("Hier können Sie mithelfen. Das ist ein Ehrenamt."),
        Organization: _("Das ist eine Einrichtung."),
        Project: _("Das ist ein Projekt."),
        Notice: _("Das ist ein Aushang an der Pinnwand."),
    }
    told = next((words for kind, words in kinds.items() if isinstance(entry.record, kind)), "")
    topics = _topics(_nearest(entry.needs))
    return say("%(kind)s %(topics)s", kind=told, topics=topics) if topics else say("%(kind)s", kind=told)


def _whom(entry: Entry) -> SafeString:
    record = entry.record
    if not isinstance(record, Service | Event):
        return _nothing()
    groups = [one for one in entry.situations if one != EVERYONE]
    told = [say(_("Es ist für: %(groups)s."), groups=_listed(_captions(groups)))] if groups else []
    if not groups and EVERYONE in entry.situations:
        told.append(say(_("Es ist für alle Menschen.")))
    if isinstance(record, Service):
        told += _ages(record)
        told += [say(_("Sie müssen Ihren Namen nicht sagen."))] if record.anonymous_possible else []
    return mark_safe(" ".join(told))


def _ages(record: Service) -> Iterator[SafeString]:
    low, high = record.minimum_age, record.maximum_age
    if low is not None and high is not None:
        yield say(_("Das Alter ist: %(low)s bis %(high)s."), low=f"{low:g}", high=f"{high:g}")
    elif low is not None:
        yield say(_("Das Alter ist: ab %(low)s."), low=f"{low:g}")
    elif high is not None:
        yield say(_("Das Alter ist: bis %(high)s."), high=f"{high:g}")


def _when(entry: Entry, at: datetime) -> SafeString:
    if isinstance(entry.record, Event):
        told = when.words(entry)
        return say(_("Die Zeit ist: %(when)s."), when=told.rstrip(".")) if told else _nothing()
    schedules = openness.schedules(entry)
    if not schedules:
        return _nothing()
    plans = [plan for one in schedules if (plan := _plan(openness.week(one, entry, at)))]
    if plans:
        return say(_("Offen in dieser Woche: %(plan)s."), plan=plans[0])
    return say(_("Die Zeiten stehen weiter unten auf Deutsch."))


def _plan(rows: Sequence[openness.Row]) -> SafeString:
    """Days with the same hours told together: "Montag bis Mittwoch 12:00–17:00, Donnerstag 10:00–17:00"."""
    told = []
    for words, group in groupby(rows, key=lambda row: row.words):
        days = [row.day for row in group]
        if not any(letter.isdigit() for letter in words):
            continue
        span = {"first": days[0], "last": days[-1]}
        named = days[0] if len(days) == 1 else _("%(first)s bis %(last)s") % span
        told.append(say(_("%(days)s %(hours)s"), days=named, hours=words))
    return mark_safe(_("; ").join(told))


def _where(entry: Entry) -> SafeString:
    if any(one.confidential for one in entry.locations):
        return say(_("Der Ort bleibt geheim. So sind die Menschen dort sicher."))
    if entry.reach == "national":
        return say(_("Das Angebot gilt in ganz Deutschland."))
    addresses = [one for place in entry.locations for one in place.addresses if facts.street_and_town(one)]
    if not addresses:
        return _nothing()
    exact = bool(addresses[0].address_1 or addresses[0].address_2)
    phrase = _("Die Adresse ist: %(place)s.") if exact else _("Der Ort ist: %(place)s.")
    return say(phrase, place=stated(facts.street_and_town(addresses[0])))


def _cost(entry: Entry) -> SafeString:
    record = entry.record
    if not isinstance(record, Service | Event):
        return _nothing()
    words = record.fees_description or (record.fees if isinstance(record, Service) else None)
    if record.free:
        return say(_("Es kostet nichts."))
    told = [say(_("Es kostet etwas."))] if record.free is False else []
    told += [say(_("Zu den Kosten steht dort: „%(words)s“"), words=stated(facts.shorten(words)))] if words else []
    return mark_safe(" ".join(told))


def _appointment(entry: Entry) -> SafeString:
    record = entry.record
    if not isinstance(record, Service):
        return _nothing()
    told = {
        "required": _("Sie brauchen einen Termin."),
        "possible": _("Sie können mit oder ohne Termin kommen."),
        "none": _("Sie brauchen keinen Termin."),
    }
    return say(told[record.appointment]) if record.appointment else _nothing()


def _languages(entry: Entry) -> SafeString:
    told = facts.languages(entry)
    return say(_("Dort spricht man: %(languages)s."), languages=told.text) if told else _nothing()


def reach(first: action.Action | None) -> SafeString:
    """How to get in touch, as a link; whose contact it is, where it is not the offer's own."""
    if first is None:
        return _nothing()
    phrases = {
        "phone": _("Rufen Sie an: %(contact)s."),
        "mail": _("Schreiben Sie eine E-Mail: %(contact)s."),
        "web": _("Mehr steht auf dieser Internet-Seite: %(contact)s."),
    }
    away = mark_safe(' rel="noreferrer"') if first.outside else ""
    link = format_html('<a href="{}"{}>{}</a>', first.href, away, upright(first.caption))
    told = say(phrases[first.way], contact=link)
    owner = _("Das ist der Kontakt von: %(owner)s.") if first.owner else ""
    return mark_safe(f"{told} {say(owner, owner=stated(first.owner.rstrip('.')))}") if owner else told
