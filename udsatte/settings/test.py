"""Tests: real PostgreSQL and Valkey, cheap password hashing, plain static files."""

from udsatte.settings.base import *  # noqa: F403
from udsatte.settings.base import BASE_DIR

SECRET_KEY = "only-for-tests"  # noqa: S105
CPR_ENCRYPTION_KEYS = {"1": "dGVzdC1vbmx5LWtleS10ZXN0LW9ubHkta2V5LTEyMzQ="}
CPR_INDEX_KEY = "dGVzdC1vbmx5LWluZGV4LWtleS10ZXN0LW9ubHktMTI="
DEMO = True
MFA_REQUIRED = False
ALLOWED_HOSTS = ["*"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = BASE_DIR / "static"
