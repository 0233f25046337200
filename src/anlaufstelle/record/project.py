"""What is done in a quarter: a project with its partners and its money, and what a Stadtteilkonferenz decided.

Lists are lines of text, so that a table or an editor can write them: a partner is "name: what they bring", a picture
"/path: what can be seen", a decision "offen: …" ("erledigt", "abgelehnt"). `split` takes such a line apart.
"""

from typing import ClassVar

from .parts import Kind, Phone, Record, ServiceArea

STATES = ("offen", "erledigt", "abgelehnt")


class Project(Record, frozen=True, kw_only=True, omit_defaults=True, tag="project", tag_field="kind"):
    """`starts` and `ends` are ISO dates, as exact as they are known; `funding_line` is the programme, `funding_source`
    who pays. `businesses` are partners that are firms."""

    kind: ClassVar[Kind] = "project"
    aims: tuple[str, ...] = ()
    district: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    partners: tuple[str, ...] = ()
    businesses: tuple[str, ...] = ()
    funding_line: str | None = None
    funding_source: str | None = None
    starts: str | None = None
    ends: str | None = None
    results: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    location_id: str | None = None
    place_text: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    categories: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


class Conference(Record, frozen=True, kw_only=True, omit_defaults=True, tag="conference", tag_field="kind"):
    """One meeting of a quarter's Stadtteilkonferenz on `day`, with its minutes and what was decided."""

    kind: ClassVar[Kind] = "conference"
    district: str | None = None
    day: str | None = None
    time_text: str | None = None
    place_text: str | None = None
    location_id: str | None = None
    organization_id: str | None = None
    organization_name: str | None = None
    minutes: str | None = None
    url: str | None = None
    decisions: tuple[str, ...] = ()
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()


def split(line: str) -> tuple[str, str]:
    """What stands before the first ": " and after it; "" where there is none."""
    before, _, after = line.partition(": ")
    return before.strip(), after.strip()


def state(line: str) -> tuple[str, str]:
    """A decision's state, "offen" where none is said, and its words."""
    before, after = split(line)
    return (before, after) if before in STATES and after else (STATES[0], line.strip())
