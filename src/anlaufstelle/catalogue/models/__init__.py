"""The tables: three ledgers, what is computed from them, and the few rows an instance is run by.

The first three groups are append-only and the only truth; everything in `published` can be dropped and rebuilt.
"""

from .asking import Call, Letter, Signal, Silence, Ticket, Trust, Turn
from .calendar import EventChoice, EventDay, EventFact, EventTopic
from .desk import Handled, Hint, InboxItem
from .helping import Approach, Attendance, Outcome
from .ledgers import DecisionLine, Judgement, Run, Source, SourceRecord
from .linking import Candidate, Linked
from .newsletter import Reader
from .people import ROLES, Access, Deed, Grant, Invitation, Sitting, Subscription, TownLogin
from .published import Change, Counter, EntryRow, Link, Member, Occurrence, Offer, Tag
from .town import Attempt, Edition, NightStage, Tally
from .web import WebLink

__all__ = [
    "ROLES",
    "Access",
    "Approach",
    "Attempt",
    "Attendance",
    "Call",
    "Candidate",
    "Change",
    "Counter",
    "DecisionLine",
    "Deed",
    "Edition",
    "EntryRow",
    "EventChoice",
    "EventDay",
    "EventFact",
    "EventTopic",
    "Grant",
    "Handled",
    "Hint",
    "InboxItem",
    "Invitation",
    "Judgement",
    "Letter",
    "Link",
    "Linked",
    "Member",
    "NightStage",
    "Occurrence",
    "Offer",
    "Outcome",
    "Reader",
    "Run",
    "Signal",
    "Silence",
    "Sitting",
    "Source",
    "SourceRecord",
    "Subscription",
    "Tag",
    "Tally",
    "Ticket",
    "TownLogin",
    "Trust",
    "Turn",
    "WebLink",
]
