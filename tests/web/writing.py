"""A page with a form that keeps what was written, only for tests of sessions that end meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.urls import handler403, handler404, handler500
from udsatte.urls import urlpatterns as real

__all__ = ["handler403", "handler404", "handler500", "saved", "urlpatterns"]

saved: list[tuple[str, str]] = []
_FORM = Template('<form method="post">{% form_guard %}<textarea name="note"></textarea></form>')


@requires(Permission.TODAY)
def write(request: HttpRequest) -> HttpResponse:
    """The form; posted, who wrote what."""
    if request.method == "POST":
        saved.append((request.actor.user_name, request.POST["note"]))  # type: ignore[attr-defined]
        return HttpResponse("Saved")
    return HttpResponse(_FORM.render(RequestContext(request)))


urlpatterns = [*real, path("skriv/", write, name="write")]
