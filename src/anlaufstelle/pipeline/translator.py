"""The plug for a town's own translation service: any callable (text, from, to) -> text. None is shipped, and none is
used unless the setting names it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from anlaufstelle.errors import ServiceFailed

Service = Callable[[str, str, str], str]
logger = logging.getLogger(__name__)


def there() -> bool:
    return bool(settings.ANLAUFSTELLE_TRANSLATOR)


def ask(text: str, source: str, target: str) -> str:
    """Raises `ServiceFailed` whatever goes wrong in code that is not ours; its own words go to the log alone."""
    if not there():
        raise ServiceFailed("Es ist kein Übersetzungsdienst eingerichtet (ANLAUFSTELLE_TRANSLATOR).")
    try:
        service: Service = import_string(settings.ANLAUFSTELLE_TRANSLATOR)
        told = service(text, source, target)
    except Exception as error:
        logger.error("The translation service %s failed: %s", settings.ANLAUFSTELLE_TRANSLATOR, type(error).__name__)
        raise ServiceFailed("Der Übersetzungsdienst hat nicht geantwortet. Es wurde nichts geändert.") from error
    if not isinstance(told, str) or not told.strip():
        raise ServiceFailed("Der Übersetzungsdienst hat nichts zurückgegeben. Es wurde nichts geändert.")
    return told.strip()
