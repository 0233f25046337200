"""What a page says to machines: JSON-LD and microdata, as plain dictionaries with the line they stand in."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DEEPEST = 50


class Page(HTMLParser):
    """`broken` are blocks that are no JSON, with their line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[tuple[int, Node]] = []
        self.broken: list[tuple[int, str]] = []
        self.title = ""
        self._script: tuple[int, list[str]] | None = None
        self._open: list[tuple[str, Node | None, tuple[Node, str, list[str]] | None]] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "script":
            if told.get("type", "").casefold().startswith("application/ld+json"):
                self._script = (self.getpos()[0], [])
            return
        self._in_title = tag == "title"
        item, waiting = self._microdata(tag, told)
        if tag not in VOID:
            self._open.append((tag, item, waiting))

    def _microdata(self, tag: str, told: dict[str, str]) -> tuple[Node | None, tuple[Node, str, list[str]] | None]:
        owner = next((item for _, item, _ in reversed(self._open) if item is not None), None)
        name = told.get("itemprop", "").partition(" ")[0]
        item: Node | None = None
        if "itemscope" in told:
            item = {"@type": told.get("itemtype", "").rpartition("/")[2]}
            if told.get("itemid"):
                item["@id"] = told["itemid"]
            if owner is None or not name:
                self.nodes.append((self.getpos()[0], item))
        if not name or owner is None:
            return item, None
        stated = item or told.get("content") or told.get("datetime") or told.get("href") or told.get("src")
        if stated is not None:
            _put(owner, name, stated)
            return item, None
        return item, None if tag in VOID else (owner, name, [])

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script:
            self._json(*self._script)
            self._script = None
        self._in_title = False
        if any(one[0] == tag for one in self._open):
            while self._open:
                opened, _, waiting = self._open.pop()
                if waiting:
                    owner, name, words = waiting
                    _put(owner, name, " ".join("".join(words).split()))
                if opened == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self._script:
            self._script[1].append(data)
            return
        if self._in_title:
            self.title += data
        for _, _, waiting in self._open:
            if waiting:
                waiting[2].append(data)

    def _json(self, line: int, pieces: list[str]) -> None:
        try:
            found = json.loads("".join(pieces), strict=False)
        except (ValueError, RecursionError) as error:
            self.broken.append((line, str(error)))
            return
        self.nodes += [(line, node) for node in _each(found, 0)]


def _put(owner: Node, name: str, value: Any) -> None:
    """A property that stands twice has a list of values."""
    if name in owner:
        before = owner[name]
        owner[name] = [*before, value] if isinstance(before, list) else [before, value]
    else:
        owner[name] = value


def _each(found: Any, depth: int) -> Iterator[Node]:
    if isinstance(found, list) and depth < DEEPEST:
        for one in found:
            yield from _each(one, depth + 1)
    elif isinstance(found, dict):
        if "@graph" in found and depth < DEEPEST:
            yield from _each(found["@graph"], depth + 1)
        else:
            yield found


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page
