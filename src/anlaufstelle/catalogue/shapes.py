"""What `read` answers with beside entries: small frozen shapes, so that no face ever holds a row."""

from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct

from .duties import Accessibility, Publisher, Signing
from .shapes_town import HelpDesk, House, Network, Quarter

AnyOpen = Literal["open", "closed", "unknown"]


class TownContact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to call when nothing fits. With `entry_id` the rest was filled from that entry."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    entry_id: str | None = None


class EditionView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A town's view on the catalogue. `texts` holds imprint, privacy and about as Markdown.

    `plain` is the town's own text in Leichte Sprache (Markdown, checked by readers), `signing` its film in DGS.
    `helping` is who answers those that want to help and do not know how yet; `quarters` and `houses` what only the
    town knows of its districts and of the houses where many carriers work. With `network` it is no town's but that of a
    network of towns; its one area is then "net:" and its slug.
    `frames` are the sites that may show our small page inside theirs ("https://www.musterstadt.example").
    """

    slug: str
    name: str
    host: str | None = None
    areas: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    accent: str | None = None
    state: Literal["preview", "released"] = "preview"
    contact: TownContact = TownContact()
    texts: dict[str, str] = {}
    address_form: Literal["Sie", "du"] = "Sie"
    accessibility: Accessibility = Accessibility()
    publisher: Publisher = Publisher()
    plain: str | None = None
    signing: Signing | None = None
    frames: tuple[str, ...] = ()
    helping: HelpDesk | None = None
    quarters: tuple[Quarter, ...] = ()
    houses: tuple[House, ...] = ()
    network: Network | None = None


class OpenState(Struct, frozen=True):
    """`until`: when it closes, if open; `opens`: when it opens next, if closed. "unknown": no hours are known."""

    state: AnyOpen
    until: datetime | None = None
    opens: datetime | None = None


class OccurrenceView(Struct, frozen=True):
    entry_id: str
    kind: Literal["opening", "event"]
    start: datetime
    end: datetime


class SourceView(Struct, frozen=True, kw_only=True):
    """`last_run` is the seal of the newest run, `records` how many it has now."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    contact: str
    steward: str
    trust: int
    last_run: datetime | None
    records: int


class Tried(Struct, frozen=True, kw_only=True):
    """What came of one try to read a source. `status`: 0 read, 1 refused by the sheet's limits, 2 unusable."""

    status: int = 0
    why: str = ""
    records: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    findings: int = 0
    day: date | None = None
    at: datetime | None = None
    seconds: float = 0.0


class Streak(Struct, frozen=True):
    """A source that failed on each of the last `nights` days it was tried."""

    since: date
    nights: int
    why: str


class SourceTrend(Struct, frozen=True, kw_only=True):
    """A source's tries, oldest first."""

    id: str
    title: str
    tries: tuple[Tried, ...]
    failing: Streak | None = None


class StageView(Struct, frozen=True):
    name: str
    started_at: datetime
    finished_at: datetime | None


class HistoryLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened to an entry, oldest first. `line` is the number a withdrawal names.

    `standing` is false for a line that was withdrawn or has expired. `changes` tells a harvest in words.
    """

    at: datetime
    verb: Literal["harvest", "gone", "decide", "verify", "withdraw", "judge"]
    who: str
    source: str
    key: str
    record_id: str
    path: str = ""
    value: Any = None
    why: str = ""
    until: date | None = None
    line: int | None = None
    withdraws: int | None = None
    standing: bool = True
    changes: tuple[str, ...] = ()


class CandidateSide(Struct, frozen=True, kw_only=True):
    """One of two records that might be one thing; `record` is its document, for the eye."""

    record_id: str
    source: str
    key: str
    name: str
    record: dict[str, Any]


class CandidateView(Struct, frozen=True, kw_only=True):
    """A question for an editor: are these one thing? `reasons` in words, heaviest first."""

    left: CandidateSide
    right: CandidateSide
    kind: str
    score: float
    reasons: tuple[str, ...]
