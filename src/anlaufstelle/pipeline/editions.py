"""What a town's editors do with their edition. It is a view and states no facts, so no ledger holds it."""

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.rules import Actor
from anlaufstelle.errors import NotAllowed


def release(*, actor: Actor, slug: str) -> None:
    """From preview to released: no banner, to be found by search engines, under the town's name."""
    _own(actor, slug)
    store.release_edition(slug, who=actor.who)


def write_text(*, actor: Actor, slug: str, name: str, text: str) -> None:
    """A page of the town's own in Markdown, such as `imprint`; it stays when the town's file is read again."""
    _own(actor, slug)
    store.write_text(slug, name, text)


def _own(actor: Actor, slug: str) -> None:
    if not rules.may_edit_edition(actor, read.edition(slug).areas):
        raise NotAllowed(f"{actor.who} is no editor of “{slug}”.")
