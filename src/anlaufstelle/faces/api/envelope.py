"""Lists as the standard wraps them: a page of JSON, or all of it line by line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from django.http import HttpResponse, StreamingHttpResponse

encode = msgspec.json.Encoder(order="deterministic").encode
JSON = "application/json"
NDJSON = "application/x-ndjson"


def page(contents: Sequence[bytes], total: int, number: int, size: int) -> HttpResponse:
    """`contents` are finished documents: nothing stored is parsed only to be written again."""
    pages = -(-total // size)
    head: dict[str, Any] = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
    }
    body = b'%s,"contents":[%s]}' % (msgspec.json.encode(head)[:-1], b",".join(contents))
    return HttpResponse(body, content_type=JSON)


def lines(batches: Iterable[Sequence[bytes]]) -> StreamingHttpResponse:
    def stream() -> Iterator[bytes]:
        for batch in batches:
            if batch:
                yield b"\n".join(batch) + b"\n"

    return StreamingHttpResponse(stream(), content_type=NDJSON)


def document(data: bytes | dict[str, Any]) -> HttpResponse:
    return HttpResponse(data if isinstance(data, bytes) else encode(data), content_type=JSON)
