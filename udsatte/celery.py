"""The Celery application. It imports no app; tasks say `from udsatte.celery import app`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "udsatte.settings.dev")
os.environ.setdefault("UDSATTE_ROLE", "worker")

app = Celery("udsatte")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
