"""The help that people must find in every town, wherever it comes from: data with a reason for each line."""

from functools import cache
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from ..errors import BadVocabulary
from . import needs
from .area import Reach

FILE = Path(__file__).with_name("data") / "minimum.yml"


class Basic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`wish`: how near a town should have it. `look`: keys of the national source that say where to look."""

    need: str
    why: str
    wish: Reach
    also: tuple[str, ...] = ()
    look: tuple[str, ...] = ()

    @property
    def family(self) -> frozenset[str]:
        """Every concept that answers it."""
        thesaurus = needs.load()
        own = (self.need, *self.also)
        return frozenset(own).union(*(thesaurus.descendants(one) for one in own))


@cache
def load(file: Path = FILE) -> tuple[Basic, ...]:
    """Raises BadVocabulary naming the need that the thesaurus does not know."""
    try:
        found = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), tuple[Basic, ...])
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise BadVocabulary(f"{file}: {error}") from error
    thesaurus = needs.load()
    for basic in found:
        for one in (basic.need, *basic.also):
            if one not in thesaurus:
                raise BadVocabulary(f"{file}: the thesaurus has no need `{one}`.")
    return found
