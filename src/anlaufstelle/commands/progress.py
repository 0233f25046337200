"""Progress for people and for logs: a bar on a terminal, one line per stage otherwise."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tqdm import tqdm

Tick = Callable[[int], None]


@contextmanager
def stage(name: str, total: int | None = None) -> Iterator[Tick]:
    """Yields `tick(n)`. Off a terminal it prints `name: n in s` once, when the stage ends."""
    if sys.stderr.isatty():
        with tqdm(total=total, desc=name, unit="", leave=True) as bar:
            yield lambda count: bar.update(count) and None
        return
    started, done = time.perf_counter(), 0

    def tick(count: int) -> None:
        nonlocal done
        done += count

    yield tick
    print(f"{name}: {done} in {time.perf_counter() - started:.1f} s", file=sys.stderr)


@contextmanager
def stages() -> Iterator[Callable[[str, int], None]]:
    """For work in several named stages, one after the other: yields `tick(stage, n)`; each gets its own bar or line."""
    with ExitStack() as stack:
        running: list[tuple[str, Tick]] = []

        def tick(name: str, count: int) -> None:
            if not running or running[-1][0] != name:
                stack.pop_all().close()
                running[:] = [(name, stack.enter_context(stage(name)))]
            running[-1][1](count)

        yield tick
