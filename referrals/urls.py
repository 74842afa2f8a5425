from django.urls import path

from referrals.views import queue, referrals, triage

app_name = "referrals"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("ny/", referrals.write_down_new, name="write_down_new"),
    path("henvis/", referrals.referral_new, name="referral_new"),
    path("<uuid:pk>/", referrals.referral, name="referral"),
    path("<uuid:pk>/traek-tilbage/", referrals.referral_withdraw, name="referral_withdraw"),
    path("<uuid:pk>/vurder/", triage.referral_judge, name="referral_judge"),
    path("<uuid:pk>/tag/", triage.referral_accept, name="referral_accept"),
    path("<uuid:pk>/vent/", triage.referral_wait, name="referral_wait"),
    path("<uuid:pk>/videre/", triage.referral_redirect, name="referral_redirect"),
    path("<uuid:pk>/afvis/", triage.referral_decline, name="referral_decline"),
]
