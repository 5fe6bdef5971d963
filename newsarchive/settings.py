"""Settings of the archive, from the environment variables that docs/settings.md describes."""

from pathlib import Path

import dj_database_url
import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from newsarchive import cluster_settings, env
from newsarchive.engines import engine_paths

# Allows type arguments at runtime, as in ModelAdmin[Article].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
# What all machines of an archive must see: uploads, and the files whose time says that a worker lives.
SHARED_DIR = env.folder("SHARED_DIR", DATA_DIR)

SITE_NAME = env.text("SITE_NAME", "Kho báo")
# For links in mails; where it is not set, they have the address that the request came to.
SITE_ADDRESS = env.site_address("SITE_ADDRESS")
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR / "secret_key")
DEBUG = env.flag("DEBUG", False)
# Health checks come from this machine.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.word_list("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = env.word_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "haystack",
    "articles",
]

MIDDLEWARE = [
    "articles.monitoring.request_times.RequestTimesMiddleware",
    "articles.middleware.FixedHeadersMiddleware",
    "articles.middleware.SearchTimeMiddleware",
    "articles.middleware.NoNulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "articles.middleware.ChosenLanguageMiddleware",
    "articles.api.api_middleware.ApiMiddleware",
    "articles.middleware.UnchangedPageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.auditing.audit_middleware.AuditMiddleware",
    "articles.reader_accounts.second_step_middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "articles.middleware.AdminRowMiddleware",
    "articles.middleware.RequestLimitsMiddleware",
    "articles.rights.scope_middleware.SourceScopeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# What each process keeps of the pages that it made last; see articles.middleware.UnchangedPageMiddleware.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.site",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR}/archive.sqlite3"))}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL: readers never wait. IMMEDIATE: a transaction waits for the write lock at its start, so it never fails midway.
    # A database that cannot be written is still read, and then nothing of it may be changed by its opening.
    # Each connection keeps 16 MB of pages: a worker has one for each of its threads, and the system keeps the rest.
    _READ_ONLY = env.read_only_sqlite(DATABASES["default"]["NAME"])
    _JOURNAL = "" if _READ_ONLY else "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
    DATABASES["default"]["NAME"] = _READ_ONLY or DATABASES["default"]["NAME"]
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"{_JOURNAL}PRAGMA cache_size=-16000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = ["articles.rights.scope_backend.SourceScopeBackend"]
# Who must sign in by two steps to enter the admin, and the name of the archive in apps for codes.
TWO_STEP_REQUIRED = env.choice("TWO_STEP_REQUIRED", "nobody", ("nobody", "administrators", "staff"))
OTP_TOTP_ISSUER = SITE_NAME
LOGIN_URL = "log-in"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "front"

# Mail to holders of accounts; without a server none is sent, and pages say so.
EMAIL_HOST = env.text("SMTP_HOST")
EMAIL_PORT = env.whole_number("SMTP_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
_SMTP_SECURITY = env.choice("SMTP_SECURITY", "starttls", ("starttls", "tls", "none"))
EMAIL_USE_TLS = _SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = _SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM") or EMAIL_HOST_USER
if EMAIL_HOST and "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("SMTP_HOST needs MAIL_FROM, the address that mails come from: kho@toasoan.vn")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", gettext_lazy("Vietnamese")), ("en", gettext_lazy("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "newsarchive.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# Files that were not collected are served from their source folders.
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsarchive.staticfiles.CollectedStaticFilesStorage"},
}
MEDIA_ROOT = SHARED_DIR / "uploads"

SEARCH_ENGINES = engine_paths()
SEARCH_ENGINE = env.choice("SEARCH_ENGINE", "tantivy", tuple(SEARCH_ENGINES))
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": SEARCH_ENGINES[SEARCH_ENGINE],
        "PATH": str(DATA_DIR / "index" / SEARCH_ENGINE),
        # A failed search must not look like one without results.
        "SILENTLY_FAIL": False,
        **cluster_settings.connection_options(is_used=SEARCH_ENGINE == "opensearch"),
    }
}

# Milliseconds that the searches of one page may take, half of them of the processor. A cluster of which a node is away
# answers more slowly.
SEARCH_MAX_MS = env.whole_number("SEARCH_MAX_MS", 2500 if SEARCH_ENGINE == "opensearch" else 1500, least=100)
# The earliest year of an article; a date before it is a slip or a placeholder.
EARLIEST_YEAR = env.whole_number("EARLIEST_YEAR", 1800, least=1000, most=2000)
# Requests in a minute: to the API of one address, and of one account by its tokens; to pages of an account or address.
API_REQUESTS_PER_MINUTE = env.whole_number("API_REQUESTS_PER_MINUTE", 120, least=1)
API_TOKEN_REQUESTS_PER_MINUTE = env.whole_number("API_TOKEN_REQUESTS_PER_MINUTE", 1200, least=1)
SEARCHES_PER_MINUTE = env.whole_number("SEARCHES_PER_MINUTE", 300, least=1)
SUGGESTIONS_PER_MINUTE = env.whole_number("SUGGESTIONS_PER_MINUTE", 600, least=1)
EXPORTS_PER_MINUTE = env.whole_number("EXPORTS_PER_MINUTE", 60, least=1)
# What Prometheus shows to read /metrics, "" for no such page; and from when on the last backup is too old.
METRICS_TOKEN = env.text("METRICS_TOKEN")
METRICS_FOLDER = env.shared_counts_folder()
BACKUP_MAX_AGE_HOURS = env.whole_number("BACKUP_MAX_AGE_HOURS", 36, least=1)
# Proxies before the archive that each append the address which they saw to X-Forwarded-For.
TRUSTED_PROXIES = env.whole_number("TRUSTED_PROXIES", 0)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
IMPORT_PROCESSES = env.whole_number("IMPORT_PROCESSES", 2, least=1)
# Limits of one file; docs/settings.md describes each.
IMPORT_MAX_DOCUMENT_MB = env.whole_number("IMPORT_MAX_DOCUMENT_MB", 20, least=1)
IMPORT_MAX_RATIO = env.whole_number("IMPORT_MAX_RATIO", 200, least=2)
IMPORT_MAX_DEPTH = env.whole_number("IMPORT_MAX_DEPTH", 5, least=1)
IMPORT_MAX_FILES = env.whole_number("IMPORT_MAX_FILES", 200_000, least=1)
IMPORT_MAX_UNPACKED_MB = env.whole_number("IMPORT_MAX_UNPACKED_MB", 50_000, least=1)
UPLOAD_MAX_MB = env.whole_number("UPLOAD_MAX_MB", 500, least=1)
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
FILE_UPLOAD_TEMP_DIR = env.folder("UPLOAD_TEMP_DIR", DATA_DIR / "tmp")

# Requests to other servers, for feeds and the pages that their entries link to.
FETCH_USER_AGENT = env.text("FETCH_USER_AGENT", "NewsArchive/1.0")
FETCH_TIMEOUT_SECONDS = env.whole_number("FETCH_TIMEOUT_SECONDS", 30, least=1)
FETCH_MAX_MB = env.whole_number("FETCH_MAX_MB", 10, least=1)
FETCH_DELAY_SECONDS = env.whole_number("FETCH_DELAY_SECONDS", 2)
FEED_MAX_PAGES = env.whole_number("FEED_MAX_PAGES", 30, least=1)

# Pages load files of this host alone, and hold no script or style themselves, those of the admin neither. The same for
# every page, without a nonce, since caches keep pages.
_CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
# Of the powers that a page may ask a browser for, the archive uses two: to copy a citation, to print.
_NO_POWERS = "camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"
RESPONSE_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in _CONTENT_SECURITY_POLICY.items()),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _NO_POWERS),
}
# No script reads a cookie, and no form of another site sends one. For the session both are the default.
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

if env.flag("HTTPS", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.whole_number("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", False)
    SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", False)
    # Only the owner of a domain knows whether all its hosts speak HTTPS; both are settings.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # A browser takes a cookie of such a name from this host alone, and by HTTPS, never from another host of the domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Its library logs every request, some twice, and each that fails before it goes to another node.
    "loggers": {"opensearch": {"level": "ERROR"}, "opensearchpy.trace": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))},
}
