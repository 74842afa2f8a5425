"""Addresses of casework. Only ids stand in them, never a name or a number."""

from django.urls import path

from cases.views import casework, citizens, contacts, deaths, exports, followups, grounds, imports, notices

app_name = "cases"
urlpatterns = [
    path("", citizens.citizens, name="citizens"),
    path("ny/", citizens.citizen_new, name="citizen_new"),
    path("find/", grounds.find, name="find"),
    path("find/staar-med/", grounds.find_contact, name="find_contact"),
    path("find/livsfare/", grounds.find_glass, name="find_glass"),
    path("find/kendt/", grounds.find_known, name="find_known"),
    path("find/vagt/", grounds.find_duty, name="find_duty"),
    path("find/vagt/<uuid:pk>/", grounds.duty_open, name="duty_open"),
    path("aabnet/", grounds.grounds_opened, name="grounds_opened"),
    path("aabnet/<uuid:pk>/luk/", grounds.ground_close, name="ground_close"),
    path("kontakt/", contacts.contact_new, name="contact_new"),
    path("fejlfoerte/", contacts.struck, name="struck"),
    path("opfoelgninger/", followups.follow_ups, name="follow_ups"),
    path("opfoelgninger/<uuid:pk>/faerdig/", followups.follow_up_done, name="follow_up_done"),
    path("beskeder/", notices.notices, name="notices"),
    path("beskeder/klokke/", notices.bell, name="bell"),
    path("beskeder/<uuid:pk>/set/", notices.notice_seen, name="notice_seen"),
    path("linjer/<uuid:pk>/tilfoej/", contacts.line_add, name="line_add"),
    path("linjer/<uuid:pk>/fejlfoer/", contacts.line_strike, name="line_strike"),
    path("sager/<uuid:pk>/sagsbehandler/", casework.case_assign, name="case_assign"),
    path("sager/<uuid:pk>/luk/", casework.case_close, name="case_close"),
    path("sager/<uuid:pk>/genaabn/", casework.case_reopen, name="case_reopen"),
    path("indlaes/", imports.imports, name="imports"),
    path("indlaes/<uuid:pk>/", imports.import_job, name="import_job"),
    path("indlaes/<uuid:pk>/kolonner/", imports.import_map, name="import_map"),
    path("indlaes/<uuid:pk>/udfoer/", imports.import_run, name="import_run"),
    path("indlaes/<uuid:pk>/stop/", imports.import_stop, name="import_stop"),
    path("indlaes/<uuid:pk>/raekker/", imports.import_bad, name="import_bad"),
    path("udtraek/", exports.exports, name="exports"),
    path("udtraek/<uuid:pk>/", exports.export_job, name="export_job"),
    path("udtraek/<uuid:pk>/fil/", exports.export_file, name="export_file"),
    path("<uuid:pk>/", citizens.citizen, name="citizen"),
    path("<uuid:pk>/ret/", citizens.citizen_change, name="citizen_change"),
    path("<uuid:pk>/doed/", deaths.citizen_died, name="citizen_died"),
    path("<uuid:pk>/doed/fejl/", deaths.death_withdraw, name="death_withdraw"),
    path("<uuid:pk>/cpr/", citizens.citizen_reveal, name="citizen_reveal"),
    path("<uuid:pk>/risiko/", citizens.risk_story_new, name="risk_story_new"),
    path("<uuid:pk>/opfoelgning/", followups.follow_up_new, name="follow_up_new"),
]
