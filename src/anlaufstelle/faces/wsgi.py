"""What a WSGI server loads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")
application = get_wsgi_application()

from anlaufstelle.search import warm  # noqa: E402 - slow import: only now are the settings there

warm.beside(settings.ANLAUFSTELLE_HOME)
