from django.urls import path

from referrals.views import attachments, entrances, going_on, guarantees, outbound, payments, queue, referrals, triage

app_name = "referrals"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("idag/", queue.day_panel, name="day_panel"),
    path("borger/<uuid:pk>/", queue.of_citizen, name="of_citizen"),
    path("enheder/", entrances.units, name="units"),
    path("indgang/", entrances.entrance_change, name="entrance_change"),
    path("garanti/", guarantees.guarantees, name="guarantees"),
    path("garanti/borger/<uuid:pk>/", guarantees.guarantee_new, name="guarantee_new"),
    path("garanti/<uuid:pk>/", guarantees.guarantee_settle, name="guarantee_settle"),
    path("betalingstilsagn/", payments.payments, name="payments"),
    path("betalingstilsagn/borger/<uuid:pk>/", payments.payment_new, name="payment_new"),
    path("betalingstilsagn/<uuid:pk>/", payments.payment_settle, name="payment_settle"),
    path("ny/", referrals.write_down_new, name="write_down_new"),
    path("henvis/", outbound.referral_new, name="referral_new"),
    path("henvis/<uuid:pk>/", outbound.referral_about, name="referral_about"),
    path("kladde/<uuid:pk>/", outbound.draft, name="draft"),
    path("kladde/<uuid:pk>/smid-ud/", outbound.draft_throw_away, name="draft_throw_away"),
    path("bilag/<uuid:pk>/", attachments.attachment, name="attachment"),
    path("<uuid:pk>/", referrals.referral, name="referral"),
    path("<uuid:pk>/skriv/", going_on.referral_say, name="referral_say"),
    path("<uuid:pk>/foerste-moede/", going_on.meeting_new, name="meeting_new"),
    path("<uuid:pk>/fremad/", going_on.referral_go_on, name="referral_go_on"),
    path("<uuid:pk>/samtykke/", going_on.consent_end, name="consent_end"),
    path("moede/<uuid:pk>/", going_on.meeting_settle, name="meeting_settle"),
    path("<uuid:pk>/traek-tilbage/", referrals.referral_withdraw, name="referral_withdraw"),
    path("<uuid:pk>/vurder/", triage.referral_judge, name="referral_judge"),
    path("<uuid:pk>/tag/", triage.referral_accept, name="referral_accept"),
    path("<uuid:pk>/vent/", triage.referral_wait, name="referral_wait"),
    path("<uuid:pk>/videre/", triage.referral_redirect, name="referral_redirect"),
    path("<uuid:pk>/afvis/", triage.referral_decline, name="referral_decline"),
]
