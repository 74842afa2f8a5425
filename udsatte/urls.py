"""Every address. A view declares its permission; one that declares none is refused and fails a test."""

from django.urls import include, path

from cases.views.offline import offline
from cases.views.today import today
from referrals.views.public import public_referral, receipt, receipt_answer
from udsatte.web.health import healthz, readyz
from udsatte.web.navigation import more
from udsatte.web.offline.views import manifest, service_worker

urlpatterns = [
    path("", today, name="today"),
    path("uden-net/", offline, name="offline"),
    path("sw.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("mere/", more, name="more"),
    path("borgere/", include("cases.urls")),
    path("brugere/", include("udsatte.web.people.urls")),
    path("katalog/", include("udsatte.web.directory.urls")),
    path("vagt/", include("udsatte.web.duty.urls")),
    path("log/", include("auditing.urls")),
    path("henvendelser/", include("referrals.urls")),
    path("henvend/", public_referral, name="public_referral"),
    path("henvend/svar/", receipt, name="receipt"),
    path("henvend/svar/skriv/", receipt_answer, name="receipt_answer"),
    path("konto/", include("udsatte.web.accounts.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

handler400 = "udsatte.web.errors.bad_request"
handler403 = "udsatte.web.errors.forbidden"
handler404 = "udsatte.web.errors.not_found"
handler500 = "udsatte.web.errors.server_error"
