"""The readable end of an address, which the open interface writes, too."""

from ..slug import address, addresses, code, provider_address, slug

__all__ = ["address", "addresses", "code", "provider_address", "slug"]
