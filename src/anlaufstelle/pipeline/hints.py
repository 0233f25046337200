"""What those who advise tell each other about an entry. It never goes through the door, since it is never published."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.record.entry import Entry

LONGEST, LONGEST_PHONE = 500, 60


def leave(*, person: Person, entry: Entry, text: str, phone: str = "") -> int:
    """In the entry's own area where the person works there, else in theirs: a Kreis's office may need a hint, too."""
    areas = rules.advising_in(person)
    if not rules.may_hint(person) or not areas:
        raise NotAllowed("Hinweise schreiben Beratung und Redaktion, jede in ihrem Gebiet.")
    words, number = " ".join(text.split()), " ".join(phone.split())
    if not words and not number:
        raise BadValue("Bitte einen Hinweis oder eine Nummer angeben.")
    if len(words) > LONGEST or len(number) > LONGEST_PHONE:
        raise BadValue(f"Bitte kürzer: ein Hinweis hat höchstens {LONGEST} Zeichen, eine Nummer {LONGEST_PHONE}.")
    steward = next((one.steward for one in read.sources() if one.id == entry.sources[0].source), "")
    area = steward if steward in areas else min(areas)
    return store.hints.add(entry.id, area=area, text=words, phone=number, who=person.who)


def take_away(*, person: Person, hint: int) -> str:
    """Everybody of the same area may; returns the entry it was about."""
    found = read.hints.hint(hint)
    if found is None:
        raise NotFound("Diesen Hinweis gibt es nicht mehr.")
    if not rules.may_hint(person) or found.area not in rules.advising_in(person):
        raise NotAllowed("Dieser Hinweis gehört zu einem anderen Gebiet.")
    store.hints.drop(hint)
    return found.entry_id


def tidy() -> int:
    """What was true two years ago misleads today: whoever still needs a hint writes it anew."""
    return store.hints.forget(timezone.now() - timedelta(days=settings.ANLAUFSTELLE_KEEP_HINTS))
