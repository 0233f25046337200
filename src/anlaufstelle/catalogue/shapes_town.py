"""What a town's edition says of its own life: who answers those who want to help."""

from msgspec import Struct


class HelpDesk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who reads what people write that want to help ("Freiwilligenagentur Musterstadt"), and within how many days they
    are answered. Those people are the editors and advisers of the town's areas at the desk."""

    name: str
    days: int = 7
