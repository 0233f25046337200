"""What the engine stores. Tokens come ready-made, joined by blanks; the engine analyses nothing."""

from functools import lru_cache

import msgspec
import tantivy

from anlaufstelle.search.document import Card, Document

VERSION = "8"
"""Raise when fields or analysis change: the next rebuild then makes a new folder and readers leave the old one."""

FILTERS = (
    *("kind", "lang", "area", "within", "need", "implied", "situation", "spoken", "flag", "hours", "last"),
    *("cell", "spot"),
)
WORD_FIELDS = ("name", "text", "part")
SPLIT_ON_BLANKS = "whitespace"

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Card)


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for field in WORD_FIELDS:
        builder.add_text_field(field, tokenizer_name=SPLIT_ON_BLANKS, index_option="freq")
    for field in FILTERS:
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    return builder.build()


class Prepared(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entry as the engine and the files beside it take it; plain data, so that another process can make it."""

    id: str
    name: str
    text: str
    part: str
    terms: dict[str, tuple[str, ...]]
    card: bytes
    passages: tuple[str, ...]


def prepare(document: Document) -> Prepared:
    """Words of a name stand in `name` and in `text`, so that one term's frequency over all entries is one number."""
    card = document.card
    names = card.name_stems
    return Prepared(
        id=card.id,
        name=" ".join(card.name_stems),
        text=f"{' '.join(document.stems)} {_joined(document.labelled)}",
        part=" ".join(stem for stem in document.only_parts if stem not in names),
        terms=document.terms,
        card=_ENCODER.encode(card),
        passages=document.passages,
    )


@lru_cache(maxsize=5_000)
def _joined(stems: frozenset[str]) -> str:
    return " ".join(stems)


def to_engine(prepared: Prepared) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", prepared.id)
    made.add_text("name", prepared.name)
    made.add_text("text", prepared.text)
    made.add_text("part", prepared.part)
    for field, values in prepared.terms.items():
        for value in values:
            made.add_text(field, value)
    made.add_bytes("card", prepared.card)
    return made


def card_of(stored: bytes) -> Card:
    return _DECODER.decode(stored)
