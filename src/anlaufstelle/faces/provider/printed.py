"""The reminder on paper, for organisations without mail: one page with a QR code."""

import segno
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from anlaufstelle.pipeline import reminders


def letter(organization: str) -> str:
    """A page that stands alone. Each call makes a new link, which holds for 60 days."""
    words = reminders.letter(organization)
    code = segno.make(words.links.right, error="m").svg_inline(scale=5, border=4)
    return render_to_string("provider/letter.html", {"words": words, "code": mark_safe(code)})
