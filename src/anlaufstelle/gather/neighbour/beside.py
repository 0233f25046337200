"""Files that are written beside and then swapped: whoever reads one sees all of it or the one before."""

import os
from collections.abc import Iterable
from pathlib import Path


def written(path: Path, pieces: Iterable[bytes]) -> None:
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
