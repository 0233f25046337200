"""The proposal as YAML that a person reads: beside each column how sure the guess is, and a value to judge it by."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..sheet import Options
from .drafted import Draft, Proposal
from .guess import Guess

PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß][\wÄÖÜäöüß./-]*")
SPECIAL = frozenset("yes no on off true false null y n ~".split())
SHOWN = 60
KEY = "key of the row"


def written(proposal: Proposal, out: Path | None) -> str:
    path = proposal.path.resolve()
    folder = (out or proposal.path).resolve().parent
    lines = [
        "# A proposal: what stands under `ignore` is for you to decide, as is every guess that is not sure.",
        f"id: {_yaml(_slug(path.stem))} # part of every address: choose it well, it never changes",
        f"title: {_yaml(path.stem)} # what people are told about the source",
        "# publisher, licence, url, contact: who made this file, and may it be passed on?",
    ]
    if proposal.area:
        lines.append(f"area: {json.dumps(proposal.area)} # by its postcodes")
    rows = sum(len(one.seen.rows) for one in proposal.drafts)
    many = len(proposal.drafts) > 1
    file = Path(os.path.relpath(path, folder)).as_posix()
    if many:
        lines.append("tables:")
    for draft in proposal.drafts:
        table = [f"file: {_yaml(file)}", *_table(draft)]
        lines += [("  - " if not number else "    ") + line for number, line in enumerate(table)] if many else table
    lines += [f"# no table was found on the page “{one}”" for one in proposal.left]
    findings = sum(one.count for one in proposal.report.findings if one.counts) if proposal.report else 0
    lines.append(f"expect: {{min: {max(1, rows * 8 // 10)}, max: {rows * 5 // 4 + 10}{_allowed(findings, rows)}}}")
    return "\n".join(lines) + "\n"


def _allowed(findings: int, rows: int) -> str:
    """Only where what the file has already is more than a sheet allows by itself."""
    return f", max_findings: {findings + rows // 20 + 1}" if findings > max(10, rows // 10) else ""


def _table(draft: Draft) -> Iterator[str]:
    if draft.kind != "service":
        yield f"kind: {draft.kind}"
    told, plain = msgspec.to_builtins(draft.seen.options), msgspec.to_builtins(Options())
    options = {name: value for name, value in told.items() if value != plain[name]}
    if options:
        yield f"options: {json.dumps(options, ensure_ascii=False)}"
    joins = dict(draft.joins)
    key = draft.key if isinstance(draft.key, str) else KEY
    pieces = [f"{{{column}}}" for column in draft.key] if key == KEY else []
    if joins or pieces:
        yield "join:"
        yield from (f"  {_yaml(name)}: {_yaml(words)}" for name, words in joins.items())
    if pieces:
        yield f'  {KEY}: {{pieces: {json.dumps(pieces, ensure_ascii=False)}, by: " | "}} # no column of ids was found'
    yield "fields:"
    yield f"  {_yaml(key)}: key" + ("" if pieces else f" # every row has its own, {_example(draft, key)}")
    mapped = {column: one for column, one in draft.guesses.items() if one.target not in (None, "key")}
    for column, one in mapped.items():
        yield f"  {_yaml(column)}: {_target(one)} # {_sure(one)}{_example(draft, column)}"
    left = {column: one for column, one in draft.guesses.items() if one.target is None and column != key}
    if left:
        yield "ignore:"
    for column, one in left.items():
        yield f"  {_yaml(column)}: {_yaml(_why(draft, column, one))} # {_example(draft, column)}"


def _why(draft: Draft, column: str, one: Guess) -> str:
    if one.why and one.confidence >= 0.9:
        return one.why
    cells = {str(cell) for cell in draft.seen.cells(column)}
    if not one.why and len(cells) == 1 and len(draft.seen.rows) > 1:
        return "not understood yet: always the same"
    return f"not understood yet: {one.why}" if one.why else "not understood yet"


def _target(one: Guess) -> str:
    return f"{{to: {one.target}, read: {one.read}}}" if one.read else str(one.target)


def _sure(one: Guess) -> str:
    word = "sure" if one.confidence >= 0.9 else "likely" if one.confidence >= 0.7 else "a guess"
    why = f", {one.why}" if one.why else ""
    return f"{word} ({one.confidence:.2f}){why}; "


def _example(draft: Draft, column: str) -> str:
    cells = draft.seen.cells(column)
    if not cells:
        return "joined from columns" if column in draft.joins else "no value"
    words = " ".join(str(cells[0]).split())
    return "e.g. " + (words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")


def _yaml(words: Any) -> str:
    text = str(words)
    return text if PLAIN.fullmatch(text) and text.casefold() not in SPECIAL else json.dumps(text, ensure_ascii=False)


def _slug(words: str) -> str:
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        words = words.casefold().replace(letter, plain)
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "source"
