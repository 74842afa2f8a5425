from django.urls import path

from udsatte.web.people import views

app_name = "people"

urlpatterns = [
    path("", views.people, name="people"),
    path("ny/", views.invite_new, name="invite"),
    path("<uuid:pk>/", views.place, name="place"),
    path("<uuid:pk>/ret/", views.place_change, name="place_change"),
    path("<uuid:pk>/afslut/", views.place_end, name="place_end"),
    path("<uuid:pk>/forfra/", views.start_anew, name="start_over"),
    path("<uuid:pk>/luk/", views.person_shut_out, name="shut_out"),
]
