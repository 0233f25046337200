"""Data for tests that is never committed: read from ../shared beside the checkout, or skipped with a clear word."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def shared(path: str) -> Path:
    """The file or folder below ../shared; skips the calling test where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs ../shared/{path}, which is not on this machine")
    return found
