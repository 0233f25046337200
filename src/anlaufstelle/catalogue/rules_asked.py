"""Who was asked about what is theirs: a provider by a link, a caller on behalf of one. Predicates as in `rules`."""

from anlaufstelle.record.received import Received

from .rules import Actor


class Asked(Actor, frozen=True, kw_only=True):
    """`addresses` are the records (source, key) the person was asked about. `trusted`: their word stands at once."""

    addresses: frozenset[tuple[str, str]] = frozenset()
    trusted: bool = False


def may_confirm(actor: Actor, target: Received) -> bool:
    """Whoever was asked may say that it is right as it stands: nothing that is shown changes by that."""
    return isinstance(actor, Asked) and (target.source, target.key) in actor.addresses


def may_change(actor: Actor, target: Received) -> bool:
    return may_confirm(actor, target) and isinstance(actor, Asked) and actor.trusted
