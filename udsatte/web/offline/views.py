"""The app on the phone's home screen: its manifest, and its service worker. The same for everyone, signed in or not."""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from udsatte.access.urls import public

#: What the page without a net is made of. Nothing else is ever kept on a device as it is.
ASSETS = (
    "vendor/bootstrap.min.css",
    "css/udsatte.css",
    "img/mark.svg",
    "js/udsatte.js",
    *(f"js/offline/{name}.js" for name in ("page", "form", "pack", "queue", "seal", "send", "store")),
)
#: The mark for phones that draw none themselves (tests/browser/test_icons.py draws them): size, who cuts the corners.
DRAWN = (
    ("img/mark-192.png", 192, "any"),
    ("img/mark-512.png", 512, "any"),
    ("img/mark-whole-512.png", 512, "maskable"),
)


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """What to keep, under a name that changes with it; the work itself is a file like any other."""
    kept = [static(name) for name in ASSETS]
    told = {"shell": reverse("offline"), "kept": kept, "log": reverse("cases:contact_new")}
    told["name"] = "udsatte-" + sha256(json.dumps(told).encode()).hexdigest()[:12]
    script = f'self.udsatte = {json.dumps(told)};\nimportScripts("{static("js/offline/worker.js")}");\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone shows on its home screen."""
    said = {
        "id": "/",
        "name": "Udsatte",
        "short_name": "Udsatte",
        "description": _("Outreach, also without a net"),
        "lang": "da",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f1e8",
        "theme_color": "#0f4c6b",
        "icons": [
            {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(
                {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for name, size, purpose in DRAWN
            ),
        ],
        "shortcuts": [{"name": _("Log contact"), "url": reverse("cases:contact_new")}],
    }
    return JsonResponse(said, content_type="application/manifest+json")
