"""Production-safe settings. dev, test and prod only loosen or tighten these.

Every value that a municipality sets comes from the environment; the table of them stands in README.md.
One database role per process: UDSATTE_ROLE chooses which of the four URLs is `default` (docs/security.md).
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from udsatte.settings.mail import NO_SERVER, mailer
from udsatte.settings.sign_in import *  # noqa: F403
from udsatte.settings.sign_in import OIDC_ISSUER

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.FileAwareEnv()

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DEMO = env.bool("DEMO", default=False)

# -- database, cache and queue -------------------------------------------------------------------------------
DATABASE_ROLE = env.str("UDSATTE_ROLE", default="web")
_URL_OF_ROLE = {
    "web": "DATABASE_URL",
    "worker": "WORKER_DATABASE_URL",
    "owner": "OWNER_DATABASE_URL",
    "backup": "BACKUP_DATABASE_URL",
}
DATABASES = {"default": env.db_url(_URL_OF_ROLE[DATABASE_ROLE], default="postgres:///udsatte")}
DATABASES["default"].update(ENGINE="django.db.backends.postgresql", CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "udsatte_cache",
        # Above this many rows Django throws live ones away, and with them somebody's count of wrong attempts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SESSION_ENGINE = "udsatte.accounts.sessions"

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL
# What must not be lost stands in the database; the queue only says "look now" (docs/adr/0010). A task that dies with
# its worker is run again: at once when its process alone was killed, else when the visibility timeout is over, which
# must be longer than any task. No reminder waits for that: beat says "look now" again within minutes.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "lists-resume": {"task": "cases.tasks.lists_resume", "schedule": timedelta(minutes=1)},
    "drafts-forget": {"task": "cases.tasks.drafts_forget", "schedule": timedelta(hours=1)},
    "intake-forget": {"task": "cases.tasks.intake_forget", "schedule": timedelta(hours=1)},
    "lists-forget": {"task": "cases.tasks.lists_forget", "schedule": timedelta(hours=1)},
    "clear-expired": {"task": "udsatte.web.tasks.clear_expired", "schedule": timedelta(hours=1)},
    # Once a day each, the first hour that the worker is there.
    "seal-access-log": {"task": "udsatte.access.tasks.seal_access_log", "schedule": timedelta(hours=1)},
    "check-access-log": {"task": "udsatte.access.tasks.check_access_log", "schedule": timedelta(hours=1)},
    # Often, and each looks at the clock itself: a beat that was away, or that is there twice, changes nothing.
    # A call that nobody took before the next one comes is thrown away.
    "remind": {"task": "cases.tasks.remind", "schedule": timedelta(minutes=5), "options": {"expires": 290}},
    # A colleague who does not come out: twice a minute, before the messages that it promises.
    "visits": {"task": "cases.tasks.watch_visits", "schedule": timedelta(seconds=30), "options": {"expires": 29}},
    # A referral that nobody has looked at in the receiving unit's own time.
    "come-back": {"task": "referrals.tasks.come_back", "schedule": timedelta(minutes=5), "options": {"expires": 290}},
    # What is due today on the waiting list, and of the fourteen days until treatment.
    "tell-due": {"task": "referrals.tasks.tell_due", "schedule": timedelta(minutes=5), "options": {"expires": 290}},
    # Who sent a referral is told by e-mail: the acute at once, the rest in the morning.
    "tell-senders": {
        "task": "referrals.tasks.tell_senders",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 59},
    },
    "send-messages": {
        "task": "udsatte.web.tasks.send_messages",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 29},
    },
    "examine-looks": {"task": "auditing.tasks.examine_looks", "schedule": crontab(hour=4, minute=40)},
}

# -- e-mail --------------------------------------------------------------------------------------------------
# Without a mail server messages wait in the outbox until nobody wants them.
MAILERS = {"default": mailer(env.email_url("EMAIL_URL")) if env.str("EMAIL_URL", default="") else NO_SERVER}
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="Udsatte <udsatte@localhost>")

# -- applications --------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "udsatte.accounts",
    "udsatte.access",
    "udsatte.web",
    "cases",
    "auditing",
    "referrals",
]
MIDDLEWARE = [
    "udsatte.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "udsatte.web.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "udsatte.web.lock.middleware.LockMiddleware",
    "udsatte.web.middleware.SignedInMiddleware",
    "udsatte.web.accounts.middleware.UseMiddleware",
    "udsatte.web.accounts.middleware.SecondFactorMiddleware",
    "udsatte.access.middleware.ContextMiddleware",
]
ROOT_URLCONF = "udsatte.urls"
WSGI_APPLICATION = "udsatte.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "udsatte.web.context_processors.frame",
            ],
            "builtins": ["django.templatetags.i18n", "udsatte.web.templatetags.udsatte"],
        },
    },
]

# -- sign-in: sign_in.py --------------------------------------------------------------------------------------
MFA_REQUIRED = not DEMO
# Where the worker writes the access log's seals down outside the database, one a line.
AUDIT_SEAL_FILE = env.str("AUDIT_SEAL_FILE", default="")
# Whom people call who cannot get in: "Servicedesk, tlf. 00 00 00 00".
HELP_CONTACT = env.str("HELP_CONTACT", default="")
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{env.int('PORT', default=8000)}")

# -- security headers ----------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # Binding an account is a form whose answer leads to the identity provider.
    "form-action": [CSP.SELF, *(f"{one.scheme}://{one.netloc}" for one in [urlsplit(OIDC_ISSUER)] if one.netloc)],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- language, time, limits ----------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
FORM_RENDERER = "udsatte.web.controls.ControlRenderer"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# A list that somebody brings is personal data: it stays in memory, never in a file on a disk. Larger ones are not kept.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 17 * 1024 * 1024
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# -- static files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "udsatte.web.packaged.PackagedFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "udsatte.web.packaged.HashedFiles"},
}

# -- the rules of the work (domain.md), each a setting -------------------------------------------------------
CLOCK_AMBER_DAYS = env.int("CLOCK_AMBER_DAYS", default=7)
CLOCK_RED_DAYS = env.int("CLOCK_RED_DAYS", default=14)
# How many citizens a caseworker has room for, where the coordinator has not said another number (000, 002).
CASELOAD_CAPACITY = env.int("CASELOAD_CAPACITY", default=15)
# "På vej ind": a colleague is told so many minutes after the hour that was said, the whole unit so many after that.
VISIT_GRACE_MINUTES = env.int("VISIT_GRACE_MINUTES", default=5)
VISIT_AGAIN_MINUTES = env.int("VISIT_AGAIN_MINUTES", default=15)
REMINDER_HOUR = env.int("REMINDER_HOUR", default=7)
ENQUIRIES_PER_HOUR = env.int("ENQUIRIES_PER_HOUR", default=20)
DRAFT_KEPT_DAYS = env.int("DRAFT_KEPT_DAYS", default=14)
# Never less than an action's key is remembered (udsatte/web/idempotency.py): a replay after that waits for somebody.
INTAKE_KEPT_DAYS = max(90, env.int("INTAKE_KEPT_DAYS", default=90))
IMPORT_KEPT_DAYS = env.int("IMPORT_KEPT_DAYS", default=7)
EXPORT_KEPT_HOURS = env.int("EXPORT_KEPT_HOURS", default=24)
CPR_ENCRYPTION_KEYS = dict(key.split(":", 1) for key in env.list("CPR_ENCRYPTION_KEYS", default=[]))
CPR_INDEX_KEY = env.str("CPR_INDEX_KEY", default="")

# -- history -------------------------------------------------------------------------------------------------
PGHISTORY_FIELD_KWARGS: dict[str, object] = {}
PGTRIGGER_MIGRATIONS = True

# -- logs: one JSON object a line, with the request's id and never a person ----------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "udsatte.web.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "fido2": {"handlers": [], "level": "WARNING", "propagate": True},  # it notes each passkey that is used
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
