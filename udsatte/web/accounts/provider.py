"""What an OpenID Connect provider says about somebody, verified: signature, issuer, audience, time, nonce, acr.

The municipality sets one provider (OIDC_ISSUER and what stands beside it). Nothing that it says is kept but who it is.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from urllib3.exceptions import HTTPError

#: No shared secret, and never "none": the provider signs with a key that it alone has.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_CLOCKS_DIFFER = 60
_SECONDS = 5
_KEPT_FOR = 60 * 60
_LARGEST = 1024 * 1024


class Refused(Exception):
    """The provider did not say, in a way that can be believed, who it is. `reason` is a word of ours.

    denied, unreachable, forged (signature, issuer, audience, nonce), late (the times), acr.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who the provider says it is. groups: as it names them."""

    subject: str
    name: str
    email: str
    groups: tuple[str, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What only the asker knows until the answer comes: kept in the session."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Question":
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    def address(self, redirect_uri: str) -> str:
        """Where the browser goes to be asked. Raises Refused."""
        challenge = urlsafe_b64encode(sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": settings.OIDC_CLIENT_ID,
            "redirect_uri": redirect_uri,
            "scope": settings.OIDC_SCOPE,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if settings.OIDC_ACR:
            asked["acr_values"] = " ".join(settings.OIDC_ACR)
        endpoint = str(_configuration()["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"


def ask(question: Question, *, code: str, redirect_uri: str) -> Somebody:
    """Change the code for what the provider says, and believe it only when everything fits. Raises Refused."""
    found = _configuration()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": question.verifier,
        "client_id": settings.OIDC_CLIENT_ID,
    }
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    basic = None
    if settings.OIDC_CLIENT_SECRET and "client_secret_basic" in methods:
        basic = (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    elif settings.OIDC_CLIENT_SECRET:
        form["client_secret"] = settings.OIDC_CLIENT_SECRET
    answer = _fetch("POST", str(found["token_endpoint"]), data=form, auth=basic)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise Refused("forged")
    return _believed(_claims(token), question)


def _claims(token: str) -> dict[str, Any]:
    """What stands in the token, when the provider signed it for us and it is in force."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(str(header.get("kid", ""))),
            algorithms=_ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=_CLOCKS_DIFFER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
        raise Refused("late") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Refused("forged") from error
    return claims


def _believed(claims: dict[str, Any], question: Question) -> Somebody:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    for_us = claims.get("azp", "" if several else settings.OIDC_CLIENT_ID) == settings.OIDC_CLIENT_ID
    same = hmac.compare_digest(str(claims["nonce"]).encode(), question.nonce.encode())
    if not (for_us and same and isinstance(claims["sub"], str) and 0 < len(claims["sub"]) <= 255):
        raise Refused("forged")
    if settings.OIDC_ACR and claims.get("acr") not in settings.OIDC_ACR:
        raise Refused("acr")
    given, family = _word(claims.get("given_name")), _word(claims.get("family_name"))
    groups = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    return Somebody(
        subject=claims["sub"],
        name=_word(claims.get("name")) or f"{given} {family}".strip(),
        email=_word(claims.get("email")) if claims.get("email_verified", True) in (True, "true") else "",
        groups=tuple(one for one in (groups if isinstance(groups, list) else [groups]) if isinstance(one, str)),
        strong=bool(settings.OIDC_ACR),
    )


def _word(value: object) -> str:
    """A text that the database can hold, or nothing."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else ""


def _configuration() -> dict[str, Any]:
    found = _kept("configuration", settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != settings.OIDC_ISSUER:
        raise Refused("forged")
    if not all(isinstance(found.get(name), str) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")):
        raise Refused("unreachable")
    return found


def _key(name: str) -> Any:
    """The provider's key of that name. A new one is fetched, at most once a minute."""
    address = str(_configuration()["jwks_uri"])
    for again in (False, True):
        if again and not cache.add(f"udsatte:oidc:new:{_mark(address)}", 1, timeout=60):
            break
        keys = _kept("keys", address, anew=again).get("keys")
        for key in keys if isinstance(keys, list) else []:
            if isinstance(key, dict) and key.get("kid", "") == name and key.get("use", "sig") == "sig":
                return jwt.PyJWK.from_dict(key)
    raise Refused("forged")


def _kept(what: str, address: str, *, anew: bool = False) -> dict[str, Any]:
    name = f"udsatte:oidc:{what}:{_mark(address)}"
    found: dict[str, Any] | None = None if anew else cache.get(name)
    if found is None:
        found = _fetch("GET", address)
        cache.set(name, found, timeout=_KEPT_FOR)
    return found


def _mark(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:32]


def _fetch(method: str, address: str, **more: Any) -> dict[str, Any]:
    """A JSON object from the provider. It is never followed elsewhere, and its words never reach the log."""
    try:
        with requests.request(method, address, timeout=_SECONDS, allow_redirects=False, stream=True, **more) as answer:
            if answer.status_code in (400, 401, 403):
                raise Refused("forged" if method == "POST" else "unreachable")
            if answer.status_code != 200:
                raise Refused("unreachable")
            found = json.loads(answer.raw.read(_LARGEST, decode_content=True))
    except (requests.RequestException, HTTPError, ValueError, RecursionError, OSError) as error:
        raise Refused("unreachable") from error
    if not isinstance(found, dict):
        raise Refused("unreachable")
    return found
