"""HTML inside a cell as plain text: paragraphs and items on lines of their own, links with their address."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset("p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article dt dd hr blockquote".split())
SILENT = frozenset({"script", "style"})
MARKUP = re.compile(
    r"<(?:/?(?:p|br|b|i|u|a|ul|ol|li|div|span|strong|em|h[1-6]|table|tr|td|font)\b[^<>]*)>|&[a-z]+;|&#\d+;", re.I
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS:
            self.pieces.append("\n– " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag == "a":
            self.link = (dict(attrs).get("href") or "", len(self.pieces))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n")
        elif tag == "a" and self.link:
            href, start = self.link
            target = re.sub(r"^(mailto|tel):", "", href)
            if target and not target.startswith("#") and target not in "".join(self.pieces[start:]):
                self.pieces.append(f" ({target})")
            self.link = None

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def plain(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line and line != "–")


def marked(words: str) -> bool:
    """Whether a text holds tags or character references."""
    return bool(MARKUP.search(words))
