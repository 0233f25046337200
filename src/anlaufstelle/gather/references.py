"""Names of providers as references.

A provider's name leads to: the organisation of the run with exactly that name; else the organisation that lists the
service, the one with fewest services first (the ward before the whole town); else whatever the same words led to
before; else, for services, an organisation implied by the name.
"""

from ..record.ids import record_id
from ..record.model import Organization


class Names:
    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._by_service: dict[str, tuple[int, str]] = {}
        self._implied: dict[str, str] = {}

    def add(self, organization: Organization) -> None:
        """Tables of organisations are read first, so that all of them are known when the first service comes."""
        if organization.name:
            self._by_name.setdefault(organization.name, organization.id)
        size = len(organization.service_ids)
        for service in organization.service_ids:
            if service not in self._by_service or size < self._by_service[service][0]:
                self._by_service[service] = (size, organization.id)

    def find(self, words: str, service: str) -> str | None:
        if found := self._by_name.get(words):
            return found
        if listed := self._by_service.get(service):
            return self._implied.setdefault(words, listed[1]) and listed[1]
        return self._implied.get(words)

    def imply(self, source: str, words: str, language: str) -> tuple[str, Organization]:
        """Key and record of an organisation of which nothing is known but its name."""
        key = f"organization:{words}"
        self._implied[words] = record_id(source, key)
        return key, Organization(id=record_id(source, key), name=words, language=language)
