"""On a developer's machine: plain http, the demo unless DEMO=0."""

from udsatte.settings.base import *  # noqa: F403
from udsatte.settings.base import env

DEMO = env.bool("DEMO", default=True)
MFA_REQUIRED = not DEMO
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
# Printed into the worker's log.
if not env.str("EMAIL_URL", default=""):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
