"""Large XML in small pieces: each element of some names as a tree of its own, then forgotten.

A document type is refused at once, since entities (bombs, other files) can be declared nowhere else; depth and size of
one element are capped, so that memory stays bounded whatever comes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from .refuse import present, refuse

STEP = 1 << 16
DEEPEST = 64
MOST_NODES = 100_000
MOST_LETTERS = 8_000_000
MEND = "ask the publisher for a whole, plain XML file"


class Node:
    """`name` and the names in `attributes` without their namespaces: editions differ in nothing else."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[Node] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def all(self, *names: str) -> "list[Node]":
        return [one for one in self.children if one.name in names]

    def first(self, *names: str) -> "Node | None":
        return next(iter(self.all(*names)), None)

    def words(self, *way: str) -> str:
        """The text at the end of this way; nothing where it does not lead anywhere."""
        here: Node | None = self
        for name in way:
            here = here.first(name) if here else None
        return here.text if here else ""


def elements(path: Path, names: frozenset[str]) -> Iterator[tuple[int, Node]]:
    """(line, element). Raises Unreadable; the last elements before a fault have been handed on by then."""
    builder = _Builder(path, names)
    try:
        with present(path).open("rb") as file:
            while piece := file.read(STEP):
                builder.parser.Parse(piece, False)
                yield from builder.taken()
            builder.parser.Parse(b"", True)
            yield from builder.taken()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refuse(path, builder.parser.CurrentLineNumber, f"is not XML ({error})", MEND) from error


class _Builder:
    def __init__(self, path: Path, names: frozenset[str]) -> None:
        self.path, self.names = path, names
        self.done: list[tuple[int, Node]] = []
        self.open: list[Node] = []
        self.depth = self.nodes = self.letters = 0
        self.line = 1
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype

    def taken(self) -> list[tuple[int, Node]]:
        found, self.done = self.done, []
        return found

    def doctype(self, *_: Any) -> None:
        raise refuse(self.path, 1, "declares a document type, which could multiply or read other files", MEND)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        local = name.rpartition(" ")[2]
        if not self.open:
            if local not in self.names:
                return
            self.nodes = self.letters = 0
            self.line = self.parser.CurrentLineNumber
        self.nodes += 1
        if len(self.open) >= DEEPEST or self.nodes > MOST_NODES:
            raise self.huge()
        node = Node(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)

    def data(self, words: str) -> None:
        if self.open:
            self.letters += len(words)
            if self.letters > MOST_LETTERS:
                raise self.huge()
            self.open[-1].pieces.append(words)

    def end(self, _: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.done.append((self.line, node))

    def huge(self) -> Exception:
        return refuse(self.path, self.line, "one element is deeper or larger than any honest one", MEND)
