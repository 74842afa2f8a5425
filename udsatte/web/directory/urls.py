from django.urls import path

from udsatte.web.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("ny/", views.entry_new, name="entry_new"),
    path("<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/ret/", views.entry_change, name="entry_change"),
]
