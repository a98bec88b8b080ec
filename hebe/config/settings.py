"""Settings: everything a clinic may change comes from the environment."""

import os
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.config import hosts, values
from hebe.config.database_url import place_of
from hebe.config.own_apps import own_apps
from hebe.config.postgres import embedded_settings
from hebe.kernel import keys

ROOT = Path(__file__).parents[2]
DATA = keys.data_dir()
TESTING = "pytest" in sys.modules

SECRET_KEY = keys.django_secret()
DEBUG = values.is_on("HEBE_DEBUG")
ALLOWED_HOSTS = hosts.named(os.environ.get("HEBE_HOSTS", ""))
CSRF_TRUSTED_ORIGINS = values.origins(os.environ.get("HEBE_ORIGINS", ""))
HEBE_FIELD_KEY = values.FIELD_KEY.read()
HEBE_APP_ROLE = os.environ.get("HEBE_APP_ROLE", "hebe_app")

INSTALLED_APPS = [
    *own_apps(ROOT),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "django_cotton",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "hebe.web.middleware.address_behind_proxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hebe.web.turns.taking_turns",
    "hebe.web.middleware.content_policy",
    "hebe.api.errors.problems_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hebe.web.names.answering_by_name",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hebe.access.guesses.guesses_counted",
    "hebe.web.middleware.who_is_acting",
    "hebe.web.access.own_password.OwnPasswordFirst",
    "hebe.api.auth.enter",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "hebe.config.urls"
WSGI_APPLICATION = "hebe.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "hebe.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "hebe.web.templatetags.hebe_ui",
            ],
        },
    }
]


DATABASE_URL = os.environ.get("DATABASE_URL", "")
_place: dict[str, Any] = (
    place_of(DATABASE_URL) if DATABASE_URL else {"NAME": "hebe", **embedded_settings(DATA)}
)
_shared = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0}
_pool: dict[str, Any] = (
    {} if TESTING else {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}}
)
# Every search reads the customers' pending list whole: entries are sorted in early. A row comes
# with its customer, store and people; trying every order of eight tables takes longer than all.
_session = {"options": "-c gin_pending_list_limit=512kB -c join_collapse_limit=4"}
# From the third time on, a whole text (hebe.kernel.ready) is planned no more.
_ready = {"prepare_threshold": 2}
DATABASES: dict[str, Any] = {
    "default": {
        **_shared,
        **_place,
        "USER": HEBE_APP_ROLE,
        "PASSWORD": keys.app_password(),
        "OPTIONS": {**_place.get("OPTIONS", {}), **_session, **_ready, **_pool},
    },
    "owner": {
        **_shared,
        "USER": "hebe_owner",
        "PASSWORD": keys.owner_password(),
        **_place,
        "TEST": {"MIRROR": "default"},
    },
}
# What all web processes together keep of queries put together once (hebe.access.ready).
HEBE_READY_QUERIES = max(64, 2048 // values.WEB_WORKERS.read())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "hebe.access.backend.LoginBackend",
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["hebe.access.hashing.Argon2id"]
)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"

AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "hebe.web.access.views.locked_out"
AXES_VERBOSE = False
AXES_HANDLER = "hebe.access.guesses.Tally"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
HEBE_IDLE_MINUTES = values.IDLE_MINUTES.read()
CSRF_COOKIE_SAMESITE = "Lax"
HEBE_BEHIND_PROXY = values.is_on("HEBE_HTTPS")
if HEBE_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "hebe_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
# Tests show what is served: the collected files, not those of the packages.
STATIC_ROOT = (ROOT / "var" if TESTING else DATA) / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": values.file_store(os.environ.get("HEBE_FILES", "")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "files"
HEBE_UPLOAD_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = HEBE_UPLOAD_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
WHITENOISE_USE_FINDERS = DEBUG

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_ON_APP_READY = "hebe.journal.worker.on_app_ready"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "hebe.config.logs.Scrubbed",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"hebe": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
