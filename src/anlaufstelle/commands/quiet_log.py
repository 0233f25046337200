"""Log lines that tell an operator what broke, and nobody what a visitor looked for.

Whatever a request carried (path, query, address, form) may appear in a message, in its arguments or in an exception's
own words. So a line says: when, how bad, which logger, which kind of exception, and where in the code. Nothing else.
Lines of our own loggers ("anlaufstelle…") keep their message: they are written with this rule in mind.
"""

import logging
import traceback
from typing import Any

STATEMENT = "error while answering a request (its address and words are not logged)"


class QuietFormatter(logging.Formatter):
    """Formats a record without any word that a visitor may have sent."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name.startswith("anlaufstelle")
        words = record.getMessage() if own else STATEMENT if record.levelno >= logging.WARNING else ""
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {words}".rstrip()
        if not record.exc_info or not record.exc_info[0]:
            return head
        return "\n".join([head, *_where(record.exc_info)])


def _where(exc_info: Any) -> list[str]:
    kind, _, trace = exc_info
    frames = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
    return [*frames, f"  {kind.__module__}.{kind.__qualname__}"]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "anlaufstelle.commands.quiet_log.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "anlaufstelle": {"level": "INFO"},
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
