"""What the worker does before its first task."""

from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

from udsatte.access.database import refuse_unsafe_role


@worker_init.connect
def refuse_to_start_on_an_unsafe_role(**_: object) -> None:
    """As the web process does. Celery would only log an exception; SystemExit stops it."""
    try:
        refuse_unsafe_role()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
