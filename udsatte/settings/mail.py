"""How the address of a mail server becomes Django's MAILERS."""

from typing import Any

#: Seconds for each answer of the server; a sender holds one row meanwhile.
TIMEOUT = 20

NO_SERVER = {"BACKEND": "udsatte.web.mail.NoServer"}


def mailer(found: dict[str, Any]) -> dict[str, Any]:
    """The mailer of an EMAIL_URL that django-environ has taken apart."""
    backend = found["EMAIL_BACKEND"]
    if backend.endswith("filebased.EmailBackend"):
        return {"BACKEND": backend, "OPTIONS": {"file_path": found["EMAIL_FILE_PATH"]}}
    if not backend.endswith("smtp.EmailBackend"):
        return {"BACKEND": backend}
    options = {
        "host": found["EMAIL_HOST"],
        "port": found["EMAIL_PORT"],
        "username": found["EMAIL_HOST_USER"],
        "password": found["EMAIL_HOST_PASSWORD"],
        "use_tls": found.get("EMAIL_USE_TLS", False),
        "use_ssl": found.get("EMAIL_USE_SSL", False),
        "timeout": TIMEOUT,
    }
    return {"BACKEND": backend, "OPTIONS": options}
