"""How people sign in: passwords, second factors, the identity provider, sessions. Part of base.py."""

from datetime import timedelta

import environ

env = environ.FileAwareEnv()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "udsatte.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "udsatte.accounts.invitations.InvitationToken"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "udsatte.web.accounts.forms.SignInForm",
    "reauthenticate": "udsatte.web.accounts.forms.ConfirmForm",
    "change_password": "udsatte.web.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "udsatte.web.accounts.forms.ChoosePasswordForm",
}
# Wrong attempts alone are counted. `key` is one e-mail from one network (adapters.py), and stands first: whoever
# hammers at one colleague uses up that colleague's five attempts from there, and nobody else's. A browser where the
# person has signed in before counts for itself.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key,60/m/ip",
    "login_failed_known": "10/5m/key",
    # A passkey cannot be guessed: these keep noise down. Whoever meets the first one still has the password.
    "passkey_asked": "120/m/ip",
    "passkey_failed": "60/m/ip",
    # The identity provider is asked on a stranger's behalf; a browser that came back from it before counts for itself.
    "provider_asked": "120/m/ip",
    "provider_asked_known": "20/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
MFA_ADAPTER = "udsatte.web.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "udsatte.web.accounts.forms.CodeForm",
    "reauthenticate": "udsatte.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "udsatte.web.accounts.forms.ActivateForm",
    "add_webauthn": "udsatte.web.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "udsatte.web.accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "udsatte.web.accounts.forms.PasskeyForm",
    "login_webauthn": "udsatte.web.accounts.forms.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "udsatte.web.accounts.forms.ConfirmPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": None}  # passkeys.py counts
MFA_TOTP_ISSUER = "Udsatte"
MFA_TOTP_TOLERANCE = 1
# Signing in by an identity provider, when there is one (docs/adr/0006-sign-in.md). Its groups: `manage.py oidc_groups`.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_LABEL = env.str("OIDC_LABEL", default="")
OIDC_SCOPE = env.str("OIDC_SCOPE", default="openid profile email")
OIDC_ACR = env.list("OIDC_ACR", default=[])
OIDC_GROUPS = env.str("OIDC_GROUPS", default="")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
# A session ends when it is not used for SESSION_IDLE, and SESSION_ABSOLUTE after the sign-in whatever happens. A use is
# noted every SESSION_NOTED_EVERY, so it may end that much earlier. Half a sign-in lasts SESSION_STRANGER.
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=60))
SESSION_ABSOLUTE = timedelta(hours=env.int("SESSION_ABSOLUTE_HOURS", default=12))
SESSION_NOTED_EVERY = min(timedelta(minutes=5), SESSION_IDLE / 4)
SESSION_STRANGER = timedelta(minutes=15)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "udsatte.web.errors.csrf_failure"
