"""Letters on paper, with a code to answer by, to organisations that have no mail address."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import paper

from ..gate import page


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    found = paper.recipients(person.areas("editor"))
    chosen = request.POST.getlist("wahl") or [one.id for one in found if one.due][: paper.MOST]
    context = {"found": found, "chosen": chosen, "most": paper.MOST, "wrong": wrong}
    return page(request, "desk/letters.html", context, status)


def written(request: HttpRequest) -> HttpResponse:
    """The sheets stand on the answer itself and nowhere else: the links on them are keys."""
    person: Person = request.person  # type: ignore[attr-defined]
    try:
        told = paper.write(person=person, chosen=request.POST.getlist("wahl"), areas=person.areas("editor"))
    except BadValue as error:
        return _page(request, wrong=str(error), status=422)
    letters = [(one, _code(one.words.links.right)) for one in told]
    return page(request, "desk/letters_written.html", {"letters": letters})


def _code(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, xmldecl=False, svgns=False, light="#fff")
    return mark_safe(out.getvalue().decode())
