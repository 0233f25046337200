"""Who may see the operator's page: whoever has the operator's key, as the password of HTTP's own sign-in.

No account, no cookie and no session: the key is as long as a machine makes it, so that guessing and hashing cost
nothing to defend against. Accounts of people come with the desk.
"""

import base64
import binascii
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ASK = 'Basic realm="Betrieb", charset="UTF-8"'


def given(request: HttpRequest) -> bool:
    """Any user name will do; it is asked for by every browser and means nothing here."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        _, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    key = settings.ANLAUFSTELLE_OPERATOR_KEY.encode()
    return bool(key) and hmac.compare_digest(password.encode(), key)


def asked() -> HttpResponse:
    words = "Nur für den Betrieb. Das Kennwort steht in der Datei operator.key im Datenordner; der Name ist gleich.\n"
    return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8", headers={"WWW-Authenticate": ASK})
