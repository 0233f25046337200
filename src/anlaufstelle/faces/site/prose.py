"""The little Markdown a town writes its texts in: headings, lists, paragraphs, bold, links. Everything else is shown
as it stands; nothing is ever taken as HTML."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<label>[^\]]+)\]\((?P<href>(?:https?://|mailto:|tel:|/)[^\s)]+)\)")
HEADING = re.compile(r"#{1,4}\s+(.*)")
ITEM = re.compile(r"[-*]\s+(.*)")


def _inline(text: str) -> SafeString:
    told, done = [], 0
    for found in INLINE.finditer(text):
        told.append(conditional_escape(text[done : found.start()]))
        if found["bold"]:
            told.append(format_html("<strong>{}</strong>", found["bold"]))
        else:
            told.append(format_html('<a href="{}" rel="noreferrer">{}</a>', found["href"], found["label"]))
        done = found.end()
    told.append(conditional_escape(text[done:]))
    return mark_safe("".join(told))


def _block(lines: list[str]) -> SafeString:
    if heading := HEADING.fullmatch(lines[0]):
        rest = _block(lines[1:]) if lines[1:] else ""
        return format_html("<h2>{}</h2>{}", _inline(heading[1]), rest)
    if all(ITEM.fullmatch(line) for line in lines):
        items = "".join(format_html("<li>{}</li>", _inline(ITEM.fullmatch(line)[1])) for line in lines)  # type: ignore[index]
        return format_html("<ul>{}</ul>", mark_safe(items))
    return format_html("<p>{}</p>", mark_safe("<br>".join(_inline(line) for line in lines)))


def html(markdown: str) -> SafeString:
    blocks = re.split(r"\n\s*\n", markdown.strip())
    lines = [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks]
    return mark_safe("\n".join(_block(block) for block in lines if block))
