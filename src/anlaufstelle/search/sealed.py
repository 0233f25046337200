"""What was worked out for words somebody typed is kept without the words: under a digest only this process can make.

Its key is drawn when the process starts, stands nowhere else and dies with it. The oldest gives way, and nothing of all
this is ever written.
"""

import os
import threading
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
KEY = os.urandom(32)
SIZE = 16
NOTHING: Any = object()


def digest(*asked: object) -> bytes:
    """Of values that tell all of themselves by `repr`."""
    return blake2b(repr(asked).encode("utf-8", "surrogatepass"), key=KEY, digest_size=SIZE).digest()


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `lru_cache`, but what was asked stays nowhere. What is answered must not repeat it."""

    def around(made: Callable[P, R]) -> Callable[P, R]:
        known: dict[bytes, R] = {}
        writing = threading.Lock()

        @wraps(made)
        def told(*args: P.args, **named: P.kwargs) -> R:
            key = digest(args, named)
            before = known.get(key, NOTHING)
            if before is not NOTHING:
                return before
            answer = made(*args, **named)
            with writing:
                known[key] = answer
                if len(known) > most:
                    del known[next(iter(known))]
            return answer

        return told

    return around
