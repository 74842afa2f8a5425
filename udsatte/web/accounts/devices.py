"""Browsers: what a person calls one, and one in which somebody has signed in before.

Nobody else's wrong attempts can keep the owner of a known browser out.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

COOKIE = "known_device"
_SALT = "udsatte.web.accounts.devices"
_KEPT_FOR = 400 * 24 * 60 * 60


#: What a browser says of itself, and what people call it. The first that fits, because each claims to be its elders.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def kind_of_browser(request: HttpRequest) -> tuple[str, str]:
    """The browser and the system it runs on, in two words that many share; "" where we do not know."""
    said = request.headers.get("User-Agent", "")
    return _first(_BROWSERS, said), _first(_SYSTEMS, said)


def _first(words: dict[str, str], said: str) -> str:
    return next((word for sign, word in words.items() if sign in said), "")


def known_device(request: HttpRequest, whom: str, *, cookie: str = COOKIE) -> str | None:
    """The name of this browser, when this e-mail has signed in here; None in a strange one, or with a forged cookie."""
    name, _, proof = request.COOKIES.get(cookie, "").partition(".")
    return name if name and constant_time_compare(proof, _proof(name, whom)) else None


def remember_device(request: HttpRequest, response: HttpResponse, whom: str, *, cookie: str = COOKIE) -> None:
    """Leave a cookie that opens nothing and names nobody: a random name and what only we can compute from it.

    whom: the e-mail, or with a cookie of its own the identity provider, by which anybody came in here.
    """
    name = known_device(request, whom, cookie=cookie) or get_random_string(22)
    response.set_cookie(
        cookie,
        f"{name}.{_proof(name, whom)}",
        max_age=_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _proof(name: str, whom: str) -> str:
    return salted_hmac(_SALT, f"{name}:{whom.lower()}", algorithm="sha256").hexdigest()
