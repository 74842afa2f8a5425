"""Sign-in and one's own account. Of allauth only this is mounted, under its own names, because it reverses them."""

from allauth.account import views as sign_in
from allauth.mfa.recovery_codes import views as codes
from django.urls import path, re_path

from udsatte.access.permissions import Permission
from udsatte.access.urls import declare, public
from udsatte.web.accounts import identities, passkeys, views
from udsatte.web.lock import views as lock
from udsatte.web.lock.middleware import cleared

MINE = Permission.ACCOUNT

urlpatterns = [
    path("", views.account, name="account"),
    path("paamindelse/", views.digest_choose, name="digest_choose"),
    path("enhed/", views.membership_switch, name="membership_switch"),
    path("log-ud-der/", views.session_end, name="session_end"),
    path("log-ud-andre/", views.sessions_end_others, name="sessions_end_others"),
    path("laas/", lock.lock, name="lock"),
    path("laast/", lock.locked, name="locked"),
    path("laast/skift/", lock.lock_leave, name="lock_leave"),
    path("pinkode/", lock.pin_choose, name="pin_choose"),
    path("delt/", lock.share_choose, name="share_choose"),
    path("log-ind/", public(sign_in.login), name="account_login"),
    path("organisation/", identities.identity_start, name="identity_start"),
    path("organisation/svar/", identities.identity_answer, name="identity_answer"),
    path("organisation/forbind/", identities.identity_bind, name="identity_bind"),
    path("organisation/fjern/", identities.identity_unbind, name="identity_unbind"),
    path("log-ud/", public(cleared(sign_in.logout)), name="account_logout"),
    path("lukket/", public(sign_in.account_inactive), name="account_inactive"),
    path("glemt-adgangskode/", views.password_forgotten, name="account_reset_password"),
    path("mangler-adgangskode/", views.password_forgotten, name="account_set_password"),
    path("adgangskode/", declare(sign_in.password_change, MINE), name="account_change_password"),
    path("bekraeft/", declare(sign_in.reauthenticate, MINE), name="account_reauthenticate"),
    path(
        "velkommen/klar/",
        public(sign_in.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^velkommen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(sign_in.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("to-trin/", views.second_factor_index, name="mfa_index"),
    path("to-trin/vaelg/", views.second_factor_choose, name="mfa_choose"),
    path("to-trin/log-ind/", public(passkeys.SecondStepView.as_view()), name="mfa_authenticate"),
    path("to-trin/noegle/log-ind/", public(passkeys.SignInWithPasskeyView.as_view()), name="mfa_login_webauthn"),
    path("to-trin/noegle/", declare(passkeys.AddPasskeyView.as_view(), MINE), name="mfa_add_webauthn"),
    path(
        "to-trin/noegle/bekraeft/",
        declare(passkeys.ConfirmPasskeyView.as_view(), MINE),
        name="mfa_reauthenticate_webauthn",
    ),
    path("to-trin/noegler/", views.second_factor_index, name="mfa_list_webauthn"),
    path("to-trin/noegler/<int:pk>/", declare(passkeys.RenamePasskeyView.as_view(), MINE), name="mfa_edit_webauthn"),
    path(
        "to-trin/noegler/<int:pk>/fjern/",
        declare(passkeys.RemovePasskeyView.as_view(), MINE),
        name="mfa_remove_webauthn",
    ),
    path("to-trin/bekraeft/", declare(views.ConfirmCodeView.as_view(), MINE), name="mfa_reauthenticate"),
    path("to-trin/app/", declare(views.ActivateView.as_view(), MINE), name="mfa_activate_totp"),
    path("to-trin/app/skift/", declare(views.MoveView.as_view(), MINE), name="mfa_move_totp"),
    path("to-trin/app/fjern/", declare(views.DeactivateView.as_view(), MINE), name="mfa_deactivate_totp"),
    path("to-trin/koder/", declare(codes.view_recovery_codes, MINE), name="mfa_view_recovery_codes"),
    path("to-trin/koder/nye/", declare(codes.generate_recovery_codes, MINE), name="mfa_generate_recovery_codes"),
    path("to-trin/koder/hent/", declare(codes.download_recovery_codes, MINE), name="mfa_download_recovery_codes"),
]
