from django.urls import path

from udsatte.web.duty import views

app_name = "duty"

urlpatterns = [
    path("", views.roster, name="roster"),
    path("enhed/<uuid:pk>/ny/", views.shift_new, name="shift_new"),
    path("<uuid:pk>/", views.shift_change, name="shift_change"),
    path("<uuid:pk>/fjern/", views.shift_cancel, name="shift_cancel"),
]
