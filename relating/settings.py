"""Django's settings: one file, typed, and unsafe ones refuse to start.

`RELATING_HOME` names the folder of the installation. Without it (tests, checks, migrations)
settings for tests are used: a database in memory and keys made for the run.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from relating import installation as installations
from relating.chosen import for_tests
from relating.operate import static_files
from relating.vault import sql
from relating.vault.servers import on_server

HOME = os.environ.get("RELATING_HOME")
INSTALLATION = installations.load(Path(HOME)) if HOME else None
CHOSEN = INSTALLATION.settings if INSTALLATION else for_tests()

DEBUG = os.environ.get("RELATING_DEBUG") == "1"
DEMO = CHOSEN.mode == "demo"
TESTING = CHOSEN.mode == "test"
LEAVE_TO = CHOSEN.leave_to
HELP_LINES = CHOSEN.help_lines
IDLE_MINUTES = CHOSEN.idle_minutes

ADDRESS = urlsplit(CHOSEN.address)
HTTPS = ADDRESS.scheme == "https"
OPENED_AT = CHOSEN.address
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ADDRESS.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.netloc}"]


def secret(path: Path | None, otherwise: str) -> str:
    """The text of a secret file; in tests a secret made for the run."""
    if path is None:
        return otherwise
    return path.read_bytes().decode("utf-8-sig", "replace").strip() if path.is_file() else ""


SECRET_KEY = secret(INSTALLATION.signing_key if INSTALLATION else None, secrets.token_urlsafe(48))
KEY_ENCRYPTION_KEYS = secret(
    INSTALLATION.key_encryption_key if INSTALLATION else None, f"1:{secrets.token_hex(32)}"
).split()

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": sql.SQLITE_BEGINS,
    },
}


def database(address: str, path: Path | str) -> dict[str, Any]:
    """A database as Django knows it: on the server that the settings name, else a file."""
    if address:
        return on_server(address)
    return SQLITE | {"NAME": path}


def PLACES(found: installations.Installation) -> list[dict[str, Any]]:  # noqa: N802  a setting
    """Both databases of an installation."""
    named = (found.settings.database, found.settings.key_store)
    return [*map(database, named, (found.database, found.key_store))]


# Whoever makes the tables of a server has another role than whoever serves: `relating prepare`.
OWNERS = [os.environ.get(f"RELATING_OWNER_OF_{each}", "") for each in ("JOURNAL", "KEYS")]
FILES = (INSTALLATION.database, INSTALLATION.key_store) if INSTALLATION else (":memory:",) * 2
DATABASES = {
    "default": database(OWNERS[0] or CHOSEN.database, FILES[0]),
    "keys": database(OWNERS[1] or CHOSEN.key_store, FILES[1]),
}
DATABASE_ROUTERS = ["relating.vault.router.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "relating.vault",
    "relating.people",
    "relating.journal",
    "relating.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "relating.web.middleware.told",
    "relating.web.middleware.alarm",
    "relating.web.middleware.headers",
    "relating.web.middleware.packed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "relating.web.middleware.right_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "relating.web.middleware.same_origin",
    "relating.web.middleware.line_ends",
    "relating.web.middleware.by_the_clock",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "relating.web.middleware.looked_at",
    "relating.web.middleware.idle",
    "relating.web.middleware.left",
    "relating.web.middleware.not_closed",
    "relating.web.middleware.signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "relating.web.middleware.Hiding",
]

ROOT_URLCONF = "relating.web.urls"
WSGI_APPLICATION = "relating.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["relating.web.page.loader.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "relating.web.page.clocks.practices_clock",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

# Signing in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = SIGN_IN = "/sign-in/"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "relating.web.accounts.doorkeeper.Doorkeeper"
ACCOUNT_FORMS = {"login": "relating.web.accounts.doorkeeper.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Wrong tries, in windows that slide: what each stands for is said in `accounts/throttle.py`.
ACCOUNT_RATE_LIMITS = {
    "known_device": "5/15m/key",
    "unknown_device": "5/15m/key",
    "unknown_devices": "20/h/key",
    "calendar": "60/h/key",
    "login": False,
}
TRUSTED_PROXIES = CHOSEN.trusted_proxies
CACHES = {
    "default": {
        "BACKEND": "relating.web.accounts.counts.Counts",
        "LOCATION": "back_off",
        # Above what can be tried in an hour: a full table forgets, and so would the limits.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

SESSION_ENGINE = "relating.web.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "relating.web.page.errors.refused"
MESSAGE_STORAGE = "relating.web.page.flash.SealedStorage"

# What a browser may do with a page -------------------------------------------------------------
CONTENT_SECURITY_POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"),
        *("connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'"),
        *("frame-ancestors 'none'", "object-src 'none'"),
    )
)
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send `Origin: null` with our own forms, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# Named by its version, whatever lies there stays as it is: a browser need not ask for it again.
STATIC_VERSION = static_files.version()
STATIC_URL = f"/static/{STATIC_VERSION}/"
STATICFILES_DIRS = [INSTALLATION.static / STATIC_VERSION] if INSTALLATION else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = f"^{STATIC_URL}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = CHOSEN.time_zone or "Europe/London"
OWN_CLOCK = CHOSEN.time_zone
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parent / "locale"]

# A practice has a line for each request; the demo what is worth a warning.
ASKED = os.environ.get("RELATING_LOG", "").upper()
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
if ASKED and ASKED not in LEVELS:
    raise installations.Unsafe(f"RELATING_LOG should be one of {', '.join(LEVELS)}.")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "relating.web.logs.Plain"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ASKED or "WARNING"},
    "loggers": {
        "relating": {"level": ASKED or ("INFO" if CHOSEN.mode == "clinic" else "WARNING")},
        "django.server": {"level": "ERROR"},
        # What is not there has its line already.
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},
    },
}
DEFAULT_EXCEPTION_REPORTER = "relating.web.logs.TypesOnly"
