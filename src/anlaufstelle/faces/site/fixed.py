"""Addresses of pages that are asked for on every page: worked out once for each language and town."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address(name: str) -> str:
    """Of a page of the site without parts of its own ("results")."""
    return _address(name, get_language(), get_script_prefix())


@lru_cache(maxsize=1_000)
def _address(name: str, language: str | None, prefix: str) -> str:
    return reverse(f"site:{name}")
