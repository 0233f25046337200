"""Errors for machines, as RFC 9457 problem details."""

import msgspec
from django.http import HttpResponse

from anlaufstelle.errors import AnlaufstelleError


class Refused(AnlaufstelleError):
    """A request that cannot be answered as asked. `parameter` names what to change."""

    def __init__(self, detail: str, *, parameter: str = "", status: int = 400, title: str = "Bad request") -> None:
        super().__init__(detail)
        self.detail, self.parameter, self.status, self.title = detail, parameter, status, title


def problem(refused: Refused) -> HttpResponse:
    told: dict[str, str | int] = {"title": refused.title, "status": refused.status, "detail": refused.detail}
    if refused.parameter:
        told["parameter"] = refused.parameter
    body = msgspec.json.encode(told)
    response = HttpResponse(body, status=refused.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
