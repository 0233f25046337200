"""Reads the thesaurus from YAML files: one file per topic, keys `concepts`, `extend` and `lines`.

In a file a language holds a list whose first label is the preferred one. Files whose name starts with `_` are not read.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import yaml

from anlaufstelle.errors import BadVocabulary
from anlaufstelle.vocabulary.needs_concept import Concept, CrisisLine, Thesaurus

T = TypeVar("T")

FOLDER = Path(__file__).with_name("needs")
LANGUAGE_KEYS = frozenset({"de", "de-simple", "en", "tr", "uk", "ar", "ru", "fr", "fa", "pl", "ro", "bg", "es", "it"})
_LISTS = ("broader", "related", "answered_by", "categories", "audiences", "osm", "open_eligibility")
_PLAIN = ("facet", "crisis", "sensitive", "general", "topic", "icon")


def read(folders: Sequence[Path]) -> Thesaurus:
    """Concepts of all folders in order; `extend` in a later folder adds labels to concepts of an earlier one."""
    concepts: dict[str, Concept] = {}
    lines: dict[str, CrisisLine] = {}
    for folder in folders:
        for path in sorted(folder.glob("[!_]*.yml")):
            document = read_yaml(path)
            for row in document.get("concepts") or ():
                concept = _concept(row, path)
                if concept.id in concepts:
                    raise BadVocabulary(
                        f"{path}: concept {concept.id!r} exists in {concepts[concept.id].file}; use `extend`."
                    )
                concepts[concept.id] = concept
            for row in document.get("extend") or ():
                _extend(concepts, row, path)
            for row in document.get("lines") or ():
                line = _converted(row, CrisisLine, path)
                lines[line.id] = line
    return Thesaurus(concepts.values(), lines.values())


def read_yaml(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadVocabulary(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(document, dict):
        raise BadVocabulary(f"{path}: expected keys `concepts`, `extend` or `lines` at the top.")
    return cast(dict[str, Any], document)


def _concept(row: Any, path: Path) -> Concept:
    if not isinstance(row, dict) or "id" not in row or "facet" not in row:
        raise BadVocabulary(f"{path}: each concept needs `id` and `facet`: {str(row)[:80]}")
    unknown = set(row) - LANGUAGE_KEYS - set(_LISTS) - set(_PLAIN) - {"id", "understood"}
    if unknown:
        raise BadVocabulary(f"{path}: concept {row['id']!r} has unknown keys: {', '.join(sorted(map(str, unknown)))}")
    said = {language: _words(row[language]) for language in row if language in LANGUAGE_KEYS}
    fields: dict[str, Any] = {key: row[key] for key in _PLAIN if key in row}
    fields |= {key: _words(row[key]) for key in _LISTS if key in row}
    fields |= {
        "id": row["id"],
        "file": path.name,
        "labels": {language: words[0] for language, words in said.items() if words},
        "lay": {language: words[1:] for language, words in said.items() if len(words) > 1},
        "understood": {language: _words(words) for language, words in (row.get("understood") or {}).items()},
    }
    return _converted(fields, Concept, path)


def _extend(concepts: dict[str, Concept], row: dict[str, Any], path: Path) -> None:
    """Adds lay labels, understood words, categories, audiences and OSM tags; never replaces a preferred label."""
    if row.get("id") not in concepts:
        raise BadVocabulary(f"{path}: `extend` names the unknown concept {row.get('id')!r}.")
    old = concepts[row["id"]]
    more = _concept({**row, "facet": old.facet}, path)
    lay, labels = dict(old.lay), dict(old.labels)
    for language in more.labels:
        lay[language] = _joined(lay.get(language, ()), more.said(language))
        labels.setdefault(language, more.labels[language])
    understood = dict(old.understood)
    for language, words in more.understood.items():
        understood[language] = _joined(understood.get(language, ()), words)
    concepts[old.id] = msgspec.structs.replace(
        old,
        lay=lay,
        labels=labels,
        understood=understood,
        **{key: _joined(getattr(old, key), getattr(more, key)) for key in _LISTS},
    )


def _words(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(str(word).strip() for word in values)


def _joined(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _converted(fields: dict[str, Any], kind: type[T], path: Path) -> T:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise BadVocabulary(f"{path}: {fields.get('id')!r}: {error}") from error
