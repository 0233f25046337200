"""Several items at one stroke: first what would happen, then all of it, and the whole taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import desk_many
from anlaufstelle.pipeline.inbox_words import mark_of

from .. import words
from ..gate import page
from .inbox import back, until

SHOWN = 40
"""Items listed one by one in the preview."""


@dataclass(frozen=True)
class Chosen:
    """`marks` by key, as they were seen; `bundle` stands for all of one matter."""

    items: list[Item]
    marks: dict[str, str]
    bundle: str
    more: int

    @property
    def stamp(self) -> str:
        return mark_of([(one.key, one.mark) for one in self.items])


def _chosen(request: HttpRequest) -> Chosen:
    person = request.person  # type: ignore[attr-defined]
    if bundle := request.POST.get("gruppe", ""):
        found = read.inbox.whole(person, bundle, desk_many.MOST + 1)
        most = desk_many.most(found)
        return Chosen(found[:most], {one.key: one.mark for one in found}, bundle, max(0, len(found) - most))
    marks = {key: mark for mark, _, key in (one.partition(":") for one in request.POST.getlist("wahl"))}
    found = read.inbox.chosen(person, marks)
    return Chosen(found[: desk_many.MOST], marks, "", 0)


def preview(request: HttpRequest) -> HttpResponse:
    """What would happen; nothing does yet."""
    return _preview(request, _chosen(request))


def _preview(request: HttpRequest, chosen: Chosen, wrong: str = "", status: int = 200) -> HttpResponse:
    if not chosen.items:
        raise BadValue("Es ist nichts ausgewählt, oder alles Ausgewählte ist schon erledigt.")
    accept = request.POST.get("tun") != "ablehnen"
    context = {
        "told": [
            (one, words.ACTS[one.kind][0 if accept else 1], _becomes(one, accept)) for one in chosen.items[:SHOWN]
        ],
        "rest": max(0, len(chosen.items) - SHOWN),
        "number": len(chosen.items),
        "more": chosen.more,
        "bundle": chosen.bundle,
        "stamp": chosen.stamp,
        "choices": [] if chosen.bundle else [f"{chosen.marks[one.key]}:{one.key}" for one in chosen.items],
        "act": "annehmen" if accept else "ablehnen",
        "lost": len(chosen.marks) - len(chosen.items) if not chosen.bundle else 0,
        "back": back(request),
        "wrong": wrong,
    }
    return page(request, "desk/bulk.html", context, status)


def _becomes(item: Item, accept: bool) -> str:
    """What the act does, in a sentence."""
    label, before, after = (item.data.get(name, "") for name in ("label", "before", "after"))
    if item.kind == "proposal":
        return f"{label}: „{before or 'nicht angegeben'}“ wird „{after}“" if accept else f"{label} bleibt, wie es ist"
    if item.kind == "review":
        return f"{label} bleibt „{before}“" if accept else f"{label} wird „{after or 'nicht angegeben'}“"
    if item.kind == "link":
        if item.data.get("other"):
            return "Ihre Meinung wird vermerkt; entschieden ist, wenn beide Redaktionen dasselbe meinen"
        return "Beide werden ein Eintrag" if accept else "Beide bleiben zwei Einträge"
    return "geht aus dem Eingang, bis sich daran etwas ändert"


def handle(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request)
    if chosen.bundle and request.POST.get("stempel") != chosen.stamp:
        return _preview(request, chosen, "Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen.", 409)
    accept = request.POST.get("tun") != "ablehnen"
    done = desk_many.handle(
        person=request.person,  # type: ignore[attr-defined]
        chosen=[desk_many.Marked(one, chosen.marks[one.key]) for one in chosen.items],
        accept=accept,
        why=request.POST.get("grund", "").strip()[:1000] or _plain(chosen.items, accept),
        until=until(request),
    )
    return _told(request, done, f"{done.done} auf einmal erledigt.")


def _plain(items: Sequence[Item], accept: bool) -> str:
    """Without a word of one's own the reason is what the buttons say."""
    return ", ".join(dict.fromkeys(words.ACTS[one.kind][0 if accept else 1] for one in items))[:1000]


def take_back(request: HttpRequest) -> HttpResponse:
    done = desk_many.take_back(
        person=request.person,  # type: ignore[attr-defined]
        batch=request.POST.get("schlag", ""),
        why=request.POST.get("grund", "").strip()[:1000] or "Zurückgenommen",
    )
    return _told(request, done, f"{done.done} zurückgenommen.")


def _told(request: HttpRequest, done: desk_many.Stroke, words: str) -> HttpResponse:
    if not done.left:
        own = back(request)
        return redirect(reverse("desk:inbox-listed") if "gruppe=" in own else own)
    context = {"words": words, "left": done.left, "href": back(request)}
    return page(request, "desk/left.html", context, 409)
