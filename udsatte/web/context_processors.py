"""What the frame around every page needs. It asks the database nothing."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from udsatte.access.permissions import Permission
from udsatte.web.lock.middleware import is_shared
from udsatte.web.navigation import navigation, person
from udsatte.web.offline.keys import owner


def frame(request: HttpRequest) -> dict[str, Any]:
    """The actor, the person, the menu, search and bell by role, the demo or not, whom to call who cannot get in."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "person": person(actor) if actor else None,
        "navigation": navigation(request, actor) if actor else None,
        "search": actor is not None and actor.may(Permission.CITIZEN_READ),
        "offline": {"owner": owner(actor.user_id), "shared": is_shared(request)}
        if actor and actor.may(Permission.CONTACT_LOG)
        else None,
        "shared": is_shared(request),
        "bell": actor is not None and actor.may(Permission.NOTICES),
        "demo": settings.DEMO,
        "help_contact": settings.HELP_CONTACT,
        "identity_provider": (settings.OIDC_LABEL or _("your organisation")) if settings.OIDC_ISSUER else "",
    }
