"""As in production, but that made-up people are allowed and no static files need collecting."""

from copy import deepcopy

from udsatte.settings.base import *  # noqa: F403
from udsatte.settings.base import BASE_DIR
from udsatte.settings.base import TEMPLATES as _TEMPLATES

DEMO = True
MFA_REQUIRED = True
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES = deepcopy(_TEMPLATES)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = BASE_DIR / "static"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "tests" / "bench" / "templates"]
