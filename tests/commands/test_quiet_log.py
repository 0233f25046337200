"""What a visitor looked for never reaches a log line."""

import logging
import sys

from anlaufstelle.commands.quiet_log import QuietFormatter


def _record(name: str, message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)  # type: ignore[arg-type]


def _raise() -> object:
    try:
        raise ValueError("frauenhaus gesucht")
    except ValueError:
        return sys.exc_info()


def test_a_request_in_an_error_line_leaves_no_word() -> None:
    line = QuietFormatter().format(_record("django.request", "Internal Server Error: %s", "/de/suche?q=frauenhaus"))
    assert "frauenhaus" not in line
    assert "/de/suche" not in line


def test_an_exception_tells_kind_and_place_but_not_its_words() -> None:
    line = QuietFormatter().format(_record("django.request", "broken", exc_info=_raise()))
    assert "frauenhaus" not in line
    assert line.splitlines()[-1] == "  builtins.ValueError"
    assert "test_quiet_log.py" in line


def test_our_own_lines_keep_their_words() -> None:
    assert QuietFormatter().format(_record("anlaufstelle.night", "stage %s done", "index")).endswith("stage index done")
