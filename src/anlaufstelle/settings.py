"""The one settings file. Every setting has a working default and stands in docs/reference/settings.md."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.conf.locale import LANG_INFO

from anlaufstelle.commands import quiet_log


def _home() -> Path:
    home = Path(os.environ.get("ANLAUFSTELLE_HOME", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def _kept(path: Path) -> str:
    """A key made once and kept in the data folder, readable by its owner only."""
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # made by an earlier start or another process: exactly what is wanted
    return path.read_text()


def _database(url: str) -> dict[str, object]:
    database = dict(dj_database_url.parse(url))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
        database["CONN_MAX_AGE"] = 2  # opening costs more than most answers; a restored file is seen within two seconds
    else:
        database["CONN_MAX_AGE"] = 60
    return database


ANLAUFSTELLE_HOME = _home()
SECRET_KEY = os.environ.get("ANLAUFSTELLE_SECRET_KEY") or _kept(ANLAUFSTELLE_HOME / "secret.key")
ANLAUFSTELLE_OPERATOR_KEY = os.environ.get("ANLAUFSTELLE_OPERATOR_KEY") or _kept(ANLAUFSTELLE_HOME / "operator.key")
DEBUG = os.environ.get("ANLAUFSTELLE_DEBUG", "") == "1"
ALLOWED_HOSTS = os.environ.get("ANLAUFSTELLE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL", f"sqlite:///{ANLAUFSTELLE_HOME / 'anlaufstelle.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ANLAUFSTELLE_SOURCES = Path(os.environ.get("ANLAUFSTELLE_SOURCES", Path(__file__).resolve().parents[2] / "sources"))
ANLAUFSTELLE_EDITION = os.environ.get("ANLAUFSTELLE_EDITION", "herten")
ANLAUFSTELLE_ENCODER = os.environ.get("ANLAUFSTELLE_ENCODER", "1") == "1"
ANLAUFSTELLE_CONTACT = os.environ.get("ANLAUFSTELLE_CONTACT", "")
ANLAUFSTELLE_FETCH_INSIDE = os.environ.get("ANLAUFSTELLE_FETCH_INSIDE", "").replace(",", " ").split()
ANLAUFSTELLE_LINKS = int(os.environ.get("ANLAUFSTELLE_LINKS", "100"))
ANLAUFSTELLE_ADDRESS = os.environ.get("ANLAUFSTELLE_ADDRESS", "http://127.0.0.1:8000")
ANLAUFSTELLE_MAIL = os.environ.get("ANLAUFSTELLE_MAIL", "")
ANLAUFSTELLE_MAIL_FROM = os.environ.get("ANLAUFSTELLE_MAIL_FROM", "anlaufstelle@localhost")
ANLAUFSTELLE_GEOCODER = os.environ.get("ANLAUFSTELLE_GEOCODER", "")
ANLAUFSTELLE_TRANSLATOR = os.environ.get("ANLAUFSTELLE_TRANSLATOR", "")
ANLAUFSTELLE_OIDC_ISSUER = os.environ.get("ANLAUFSTELLE_OIDC_ISSUER", "")
ANLAUFSTELLE_OIDC_CLIENT = os.environ.get("ANLAUFSTELLE_OIDC_CLIENT", "")
ANLAUFSTELLE_OIDC_SECRET = os.environ.get("ANLAUFSTELLE_OIDC_SECRET", "")
ANLAUFSTELLE_OIDC_ACR = os.environ.get("ANLAUFSTELLE_OIDC_ACR", "").replace(",", " ").split()
ANLAUFSTELLE_SECOND_STEP = os.environ.get("ANLAUFSTELLE_SECOND_STEP", "1") == "1"
ANLAUFSTELLE_KEEP_REPLIES = int(os.environ.get("ANLAUFSTELLE_KEEP_REPLIES", "180"))
ANLAUFSTELLE_KEEP_DEEDS = int(os.environ.get("ANLAUFSTELLE_KEEP_DEEDS", "365"))
ANLAUFSTELLE_KEEP_HINTS = int(os.environ.get("ANLAUFSTELLE_KEEP_HINTS", "730"))
ANLAUFSTELLE_PREVIEW = "anlaufstelle.faces.site.views.preview.preview"  # named here, since no face knows another

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "anlaufstelle.catalogue",
    "anlaufstelle.design",
    "anlaufstelle.faces.site",
    "anlaufstelle.faces.api",
    "anlaufstelle.faces.operation",
    "anlaufstelle.faces.desk",
    "anlaufstelle.faces.provider",
    "django.contrib.admin.apps.SimpleAdminConfig",
]
MIDDLEWARE = [
    "anlaufstelle.faces.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "anlaufstelle.faces.desk.gate.DeskMiddleware",
    "anlaufstelle.faces.edition.EditionMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "anlaufstelle.faces.urls"
WSGI_APPLICATION = "anlaufstelle.faces.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.i18n"], "string_if_invalid": ""},
    }
]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username",)}),
    )
]
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "desk", "desk-form"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["admin.E402", "admin.E404", "admin.E408", "admin.E409", "admin.E410", "admin.W411"]
"""The admin asks for sessions, people and messages everywhere; here they exist below /desk/ only (`desk.gate`)."""
CSRF_FAILURE_VIEW = "anlaufstelle.faces.desk.gate.forged"
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if host not in ("", "*")
]

LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Einfache Sprache"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("tr", "Türkçe"),
    ("en", "English"),
]
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Simple German",
    "name_local": "Einfache Sprache",
}  # plain words, not checked "Leichte Sprache": the name must not promise it
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "static/"
STATIC_ROOT = ANLAUFSTELLE_HOME / "static"
SECURE_REFERRER_POLICY = "no-referrer"
APPEND_SLASH = False
LOGGING = quiet_log.LOGGING
