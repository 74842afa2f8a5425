"""Whether the process lives, and whether it can do its work."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis import Redis
from redis.exceptions import RedisError

from udsatte.access.database import history_is_open, role_is_unsafe
from udsatte.access.urls import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """Each thing that the work needs, by name; 503 when one fails. Valkey away is said, and is no reason to stop."""
    try:
        found = {
            "database": True,
            "role": not role_is_unsafe(),
            "history": not history_is_open(),
            "migrations": _migrated(),
        }
    except DatabaseError:
        found = {"database": False}
    ready = all(found.values())
    return JsonResponse({"ready": ready, **found, "valkey": _valkey()}, status=200 if ready else 503)


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _valkey() -> bool:
    try:
        client = Redis.from_url(settings.REDIS_URL.replace("redis+socket://", "unix://"), socket_connect_timeout=1)
        return bool(client.ping())
    except RedisError:
        return False
