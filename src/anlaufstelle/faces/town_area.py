"""Whose events, notices and feeds belong to a town's pages."""

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.vocabulary import area


def asked(edition: EditionView, *, around: bool) -> dict[str, tuple[str, ...]]:
    """Whose events a town shows: those for it and for whatever holds it, and with `around` those of its Kreis."""
    own = [area.whole(code).lstrip("~") for code in edition.areas]
    wider = [parents for code in own if (parents := area.parents(code))]
    return {
        "areas": tuple(dict.fromkeys([*own, *(one for parents in wider for one in parents)])),
        "around": tuple(dict.fromkeys(parents[0] for parents in wider)) if around else (),
    }
