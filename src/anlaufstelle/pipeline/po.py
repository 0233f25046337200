"""Translations as PO files, for people who translate with their own tools. A message is the German text, its context
"<entry id> <field>".

Coming back, nothing is overwritten that the translator has not seen and nothing is lost: what cannot be taken is named
with its text, and what was translated from an older text is taken and counts as outdated.
"""

from collections.abc import Iterable
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import AnlaufstelleError, BadValue, NotFound
from anlaufstelle.vocabulary.text import fingerprint

from . import showing, translating
from .translating import Piece

MOST_BYTES = 5_000_000
MOST = 200
"""Texts taken from one file at a time: each is a decision of its own and is on the site at once."""
MORE = f"Ab hier noch nicht: {MOST} Texte werden auf einmal übernommen. Bitte dieselbe Datei noch einmal einlesen."
NOTHING = "In dieser Datei steht keine Übersetzung. Erwartet wird eine PO-Datei, wie sie hier ausgegeben wird."
STAND = "Stand: "
OLDER = "Der deutsche Text hat sich seit dem Export geändert: übernommen, gilt als veraltet."


class Finding(Struct, frozen=True, kw_only=True):
    """A message that was not taken, or taken with a reservation; `text` is the translation from the file."""

    context: str
    why: str
    text: str = ""
    name: str = ""
    path: str = ""
    entry: str = ""


class Brought(Struct):
    """What became of a file's messages; `empty` ones are still to be translated."""

    decided: int = 0
    proposed: int = 0
    same: int = 0
    empty: int = 0
    findings: list[Finding] = []


def write(language: str, pieces: Iterable[Piece]) -> bytes:
    """What is outdated or a machine's is marked fuzzy: tools show it as still to be looked at."""
    catalog = Catalog(
        locale=language.partition("-")[0], project="Anlaufstelle", header_comment=f"# Sprache: {language}", fuzzy=False
    )
    for one in pieces:
        note = [f"{one.name}: {one.path}", *(["Hilfe in der Not"] if one.crisis else []), STAND + fingerprint(one.text)]
        flags = ["fuzzy"] if one.state in ("outdated", "machine") else []
        made = catalog.add(one.source, one.text, context=f"{one.entry} {one.path}", flags=flags, auto_comments=note)
        made.flags -= {"python-format", "python-brace-format"}
    file = BytesIO()
    write_po(file, catalog, width=0, omit_header=False)
    return file.getvalue()


def bring(*, person: Person, language: str, data: bytes) -> Brought:
    """Brought twice, a file changes nothing the second time. All of it is shown at once."""
    found = _read(data, language)
    with showing.together():
        return _bring(person, language, found)


def _bring(person: Person, language: str, found: Catalog) -> Brought:
    done = Brought()
    for message in found:
        if not message.id:
            continue
        text = message.string if isinstance(message.string, str) else " ".join(message.string)
        if not text.strip():
            done.empty += 1
            continue
        if done.decided + done.proposed >= MOST:
            done.findings.append(Finding(context=message.context or "", why=MORE))
            break
        try:
            _take(person, language, message, text, done)
        except AnlaufstelleError as error:
            done.findings.append(Finding(context=message.context or "", why=str(error), text=text))
    return done


def _read(data: bytes, language: str) -> Catalog:
    if len(data) > MOST_BYTES:
        raise BadValue(f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB. Bitte in Teilen einlesen.")
    try:
        data.decode("utf-8")
        found = read_po(BytesIO(data), abort_invalid=True, charset="utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(f"Die Datei ist nicht in UTF-8 gespeichert (Byte {error.start}).") from error
    except PoFileError as error:
        raise BadValue(f"Das ist keine PO-Datei, Zeile {error.lineno + 1}: {error.line.strip()[:80]}") from error
    except (ValueError, IndexError) as error:
        raise BadValue(f"Das ist keine PO-Datei: {error}") from error
    if not len(found):
        raise BadValue(
            "In dieser Datei steht keine Übersetzung. Erwartet wird eine PO-Datei, wie sie hier ausgegeben wird."
        )
    stated = str(found.locale or "") if found.locale else ""
    if stated and stated.partition("_")[0] != language.partition("-")[0]:
        raise BadValue(f"Die Datei ist für die Sprache „{stated}“, nicht für „{language}“.")
    return found


def _take(person: Person, language: str, message: Message, text: str, done: Brought) -> None:
    id, _, path = (message.context or "").partition(" ")
    current = read.resolve_id(id) if id else None
    if current is None:
        raise NotFound("Zu diesem Text gibt es hier keinen Eintrag.")
    piece = translating.piece(read.entry(current), path, language)
    source = message.id if isinstance(message.id, str) else message.id[0]
    mark = fingerprint(source)
    finding = Finding(
        context=message.context or "", why="", text=text, name=piece.name, path=path, entry=piece.entry
    )  # fmt: skip
    if text.strip() == piece.text.strip() and (piece.state == "done" or "fuzzy" in message.flags):
        done.same += 1
        return
    why = _why_not(message, piece, text)
    if why:
        done.findings.append(_because(finding, why))
        return
    outcome = translating.decide(
        person=person, piece=piece, text=text, mark=mark, seen=piece.text, why="Aus einer PO-Datei"
    )  # fmt: skip
    done.decided, done.proposed = done.decided + bool(outcome.line), done.proposed + bool(outcome.proposal)
    if mark != piece.mark:
        done.findings.append(_because(finding, OLDER))


def _why_not(message: Message, piece: Piece, text: str) -> str:
    if "fuzzy" in message.flags:
        return "Noch als unsicher markiert (fuzzy): nicht übernommen."
    stand = next((one.removeprefix(STAND) for one in message.auto_comments if one.startswith(STAND)), "")
    theirs = piece.text and piece.text.strip() != text.strip()
    if theirs and piece.state != "missing" and (stand or piece.state == "done") and stand != fingerprint(piece.text):
        return f"Inzwischen steht hier etwas anderes: „{piece.text}“. Nicht übernommen."
    return ""


def _because(finding: Finding, why: str) -> Finding:
    return Finding(
        context=finding.context, why=why, text=finding.text, name=finding.name, path=finding.path, entry=finding.entry
    )  # fmt: skip
