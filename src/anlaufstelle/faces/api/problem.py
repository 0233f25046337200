"""Errors for machines, as RFC 9457 problem details. The names in `type` are stable: programs decide by them."""

import msgspec
from django.http import HttpResponse

from anlaufstelle.errors import AnlaufstelleError

NAMES = {
    400: "bad-parameter",
    404: "not-found",
    405: "method-not-allowed",
    410: "gone",
    503: "not-ready",
}
TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    410: "Gone",
    503: "Not ready",
}


class Refused(AnlaufstelleError):
    """A request that cannot be answered as asked. `parameter` names what to change."""

    def __init__(self, detail: str, *, parameter: str = "", status: int = 400, title: str = "") -> None:
        super().__init__(detail)
        self.detail, self.parameter, self.status = detail, parameter, status
        self.title = title or TITLES[status]


def problem(refused: Refused) -> HttpResponse:
    told: dict[str, str | int] = {
        "type": f"urn:anlaufstelle:problem:{NAMES[refused.status]}",
        "title": refused.title,
        "status": refused.status,
        "detail": refused.detail,
    }
    if refused.parameter:
        told["parameter"] = refused.parameter
    body = msgspec.json.encode(told)
    response = HttpResponse(body, status=refused.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
