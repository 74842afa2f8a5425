"""In production: secrets are required, and the demo is impossible."""

from django.core.exceptions import ImproperlyConfigured

from udsatte.settings.base import *  # noqa: F403
from udsatte.settings.base import CPR_ENCRYPTION_KEYS, CPR_INDEX_KEY, SECRET_KEY
from udsatte.settings.sign_in import OIDC_CLIENT_ID, OIDC_ISSUER

DEMO = False
MFA_REQUIRED = True
if not (SECRET_KEY and CPR_ENCRYPTION_KEYS and CPR_INDEX_KEY):
    raise ImproperlyConfigured("Set SECRET_KEY, CPR_ENCRYPTION_KEYS and CPR_INDEX_KEY (README.md, Configuration).")
if OIDC_ISSUER and not (OIDC_ISSUER.startswith("https://") and OIDC_CLIENT_ID):
    raise ImproperlyConfigured("OIDC_ISSUER is an https address, and needs OIDC_CLIENT_ID (README.md, Configuration).")
