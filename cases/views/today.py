from django.http import HttpRequest, HttpResponse

from udsatte.access.permissions import Permission
from udsatte.access.urls import requires


@requires(Permission.TODAY)
def today(request: HttpRequest) -> HttpResponse:
    return HttpResponse("I dag")
