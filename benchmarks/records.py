"""Why the records are msgspec structs: the same 100,000 phones-and-services through msgspec and through pydantic.

Part of `make bench`; alone: `python benchmarks/records.py [COUNT]`. Prints times and the ratio, measured in one
process, one after the other.
"""

import gc
import sys
import time
from collections.abc import Callable

import msgspec
from pydantic import BaseModel, ConfigDict, TypeAdapter


class Phone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    number: str
    description: str | None = None


class Service(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    name: str
    description: str | None = None
    status: str = "active"
    url: str | None = None
    minimum_age: float | None = None
    categories: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


class PydanticPhone(BaseModel):
    model_config = ConfigDict(frozen=True)
    id: str
    number: str
    description: str | None = None


class PydanticService(BaseModel):
    model_config = ConfigDict(frozen=True)
    id: str
    name: str
    description: str | None = None
    status: str = "active"
    url: str | None = None
    minimum_age: float | None = None
    categories: tuple[str, ...] = ()
    phones: tuple[PydanticPhone, ...] = ()


def documents(count: int) -> bytes:
    return msgspec.json.encode(
        [
            Service(
                id=f"00000000-0000-5000-8000-{number:012}",
                name=f"Beratung Muster {number}",
                description="Hilft allen, die Mustersorgen haben, vertraulich und kostenlos. " * 3,
                url="https://beratung.example.org",
                minimum_age=number % 18,
                categories=("Rat", "Tat"),
                phones=(Phone(id=f"p{number}", number="+490000001"), Phone(id=f"q{number}", number="116111")),
            )
            for number in range(count)
        ]
    )


def timed(act: Callable[[], object]) -> float:
    """The better of two runs, without the garbage collector."""
    best = float("inf")
    for _ in range(2):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
        gc.enable()
    return best


def measure(count: int = 100_000) -> dict[str, float]:
    """Seconds to decode and encode `count` services with each, and how many times longer pydantic takes."""
    data = documents(count)
    decoder = msgspec.json.Decoder(list[Service])
    adapter = TypeAdapter(list[PydanticService])
    ours = timed(lambda: msgspec.json.encode(decoder.decode(data)))
    theirs = timed(lambda: adapter.dump_json(adapter.validate_json(data), exclude_defaults=True))
    return {"msgspec": ours, "pydantic": theirs, "ratio": theirs / ours}


def main(count: int = 100_000) -> None:
    found = measure(count)
    print(
        f"records: {count:,} decoded and encoded: msgspec {found['msgspec']:.2f} s, "
        f"pydantic {found['pydantic']:.2f} s; pydantic takes {found['ratio']:.1f} times as long"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
