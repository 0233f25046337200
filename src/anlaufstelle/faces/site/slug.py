"""The readable end of an address, which the open interface writes, too."""

from ..slug import address, addresses, code, event_address, provider_address, slug

__all__ = ["address", "addresses", "code", "event_address", "provider_address", "slug"]
