"""Settings of the workbench. What differs between machines comes from the environment.

``JOPOI_DATA`` (folder for database, files and key), ``JOPOI_SECRET_KEY``, ``DATABASE_URL``,
``JOPOI_HOSTS``, ``JOPOI_ORIGINS``, ``JOPOI_DEBUG``, ``JOPOI_DEMO``, ``JOPOI_RUN_IN_PLACE``,
``JOPOI_UPLOAD_MB``, ``JOPOI_BEHIND_PROXY``, ``JOPOI_API_RATE``, ``JOPOI_API_ADDRESS_RATE``,
``JOPOI_EMAIL_URL``, ``JOPOI_EMAIL_FROM``, ``JOPOI_OIDC_ISSUER``, ``JOPOI_OIDC_CLIENT``,
``JOPOI_OIDC_SECRET``, ``JOPOI_OIDC_NAME``, ``JOPOI_ADDRESS``.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.project.keys import secret_key
from jopoi_workbench.project.rooms import rooms

env = environ.Env()
HOUSE = Path(__file__).parent.parent

DATA_DIR = env.path("JOPOI_DATA", default="demo")
DATA_DIR = Path(str(DATA_DIR)).absolute()
DEBUG = env.bool("JOPOI_DEBUG", default=False)
DEMO = env.bool("JOPOI_DEMO", default=False)
DEMO_PASSWORD = "dos manos abiertas"  # noqa: S105 - of invented people, where DEMO is on
SECRET_KEY = secret_key(env.str("JOPOI_SECRET_KEY", default=""), DATA_DIR)
ALLOWED_HOSTS = env.list("JOPOI_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("JOPOI_ORIGINS", default=[])
# How the workbench is reached from outside: e-mails lead back to it.
ADDRESS = env.str("JOPOI_ADDRESS", default=(CSRF_TRUSTED_ORIGINS or ["http://127.0.0.1:8000"])[0]).rstrip("/")

ROOMS = rooms()
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "jopoi_workbench.project",
    "jopoi_workbench.shell",
    *(f"jopoi_workbench.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "jopoi_workbench.shell.watching.Watching",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A result page with its pictures is a tenth as heavy; Django pads it against guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the CSRF check, which reads the body: a stranger's upload is never taken in.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jopoi_workbench.shell.zones.in_the_readers_zone",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jopoi_workbench.project.urls"
WSGI_APPLICATION = "jopoi_workbench.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "jopoi_workbench.shell.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "jopoi_workbench.shell.forms.rendering.Drawn"

# Data -------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/jopoi.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Take the write lock when a transaction opens: waiting for it later fails at once.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A new connection is a new process of PostgreSQL, which has to read the catalogue first.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
BLOBS_DIR = DATA_DIR / "blobs"
# What can be worked out again at any time; deleting it loses nothing.
DERIVED_DIR = DATA_DIR / "derived"
UPLOAD_LIMIT = env.int("JOPOI_UPLOAD_MB", default=200) * 1_000_000
# An upload goes to a temporary file from the first byte: memory stays flat however big it is.
FILE_UPLOAD_HANDLERS = ["jopoi_workbench.shell.uploads.LimitedUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Long work --------------------------------------------------------------------------------------
RUN_IN_PLACE = env.bool("JOPOI_RUN_IN_PLACE", default=False)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# People -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "shell.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "jopoi_workbench.shell.backend.PeopleBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "jopoi_workbench.shell.views.signing.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_HANDLER = "jopoi_workbench.shell.guessing.Handler"  # counts for the account as a whole, besides
AXES_USERNAME_CALLABLE = "jopoi_workbench.shell.guessing.account_named"
AXES_CLIENT_IP_CALLABLE = "jopoi_workbench.shell.entering.address_of"
AXES_VERBOSE = False
# What it keeps of a wrong sign-in holds none of these.
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "code",
    "old_password",
    "new_password1",
    "new_password2",
]
MFA_ADAPTER = "jopoi_workbench.shell.second_factor.Sealing"
MFA_TOTP_ISSUER = "Jopói"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # the address is read from the connection unless proxied

# The API ----------------------------------------------------------------------------------------
API_RATE = env.int("JOPOI_API_RATE", default=240)  # requests a minute of one token
API_ADDRESS_RATE = env.int("JOPOI_API_ADDRESS_RATE", default=600)  # of one address

# Sign-in by another house, only if an administrator of the server names one.
_ISSUER = env.str("JOPOI_OIDC_ISSUER", default="")
OIDC_NAME = env.str("JOPOI_OIDC_NAME", default="") or _ISSUER
SOCIALACCOUNT_ADAPTER = "jopoi_workbench.shell.single_sign_on.Rules"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "jopoi_workbench.shell.single_sign_on.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "house",
                "name": OIDC_NAME,
                "client_id": env.str("JOPOI_OIDC_CLIENT", default=""),
                "secret": env.str("JOPOI_OIDC_SECRET", default=""),
                "settings": {"server_url": _ISSUER},
            }
        ],
    }
}

# Letters: files in the data folder unless an administrator names a server ---------------------------
_EMAIL = env.email_url("JOPOI_EMAIL_URL", default=f"filemail:///{DATA_DIR}/letters")
EMAIL_BACKEND = _EMAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _EMAIL["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = _EMAIL["EMAIL_HOST"] or "localhost", _EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _EMAIL["EMAIL_HOST_USER"] or "", _EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL.get("EMAIL_USE_TLS", False), _EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("JOPOI_EMAIL_FROM", default="jopoi@localhost")

# Languages and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [HOUSE / "locale"]
LANGUAGE_COOKIE_NAME = "jopoi_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = env.str("JOPOI_TIME_ZONE", default="America/Asuncion")

# Static files -----------------------------------------------------------------------------------
STATIC_URL = "static/"
# A demo serves the files where they lie; elsewhere `collectstatic` gives each a lasting name.
WHITENOISE_USE_FINDERS = DEBUG or DEMO
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else DATA_DIR / "static"
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": _STATIC if DEBUG or DEMO else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Safety -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is how Pico draws the arrow of a select
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
_OPEN = DEBUG or DEMO  # served without TLS, on this machine only
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not _OPEN
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not _OPEN
SECURE_REDIRECT_EXEMPT = ["^health/", "^metrics/$"]  # asked by programs on this machine, before the proxy
SECURE_HSTS_SECONDS = 0 if _OPEN else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not _OPEN
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("JOPOI_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Watching ---------------------------------------------------------------------------------------
METRICS_TOKEN = env.str("JOPOI_METRICS_TOKEN", default="")
if METRICS_DIR := env.str("JOPOI_METRICS_DIR", default=""):
    Path(METRICS_DIR).mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_DIR  # read when the library is loaded
_LOGS = "jopoi_workbench.shell.operations.logs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no paths": {"()": f"{_LOGS}.NoPaths"}},
    "formatters": {
        "line": {"()": f"{_LOGS}.Lines", "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": f"{_LOGS}.Json"},
    },
    "handlers": {
        "error stream": {
            "class": "logging.StreamHandler",
            "formatter": "json" if env.str("JOPOI_LOG", default="line") == "json" else "line",
            "filters": ["no paths"],
        }
    },
    "root": {"handlers": ["error stream"], "level": "WARNING"},
    "loggers": {
        "jopoi_workbench": {"level": "INFO"},
        # A line for each request is for a server; at a demo's terminal it would hide what is said to people.
        "jopoi_workbench.requests": {"level": "WARNING" if DEMO else "INFO"},
        # Our own line says the same without the path, the host or the name that these put into theirs.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "axes": {"level": "CRITICAL"},
    },
}
