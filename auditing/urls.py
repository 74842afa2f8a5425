"""Addresses of the auditor. Only ids, dates and references stand in them."""

from django.urls import path

from auditing import views

app_name = "auditing"
urlpatterns = [
    path("", views.looks, name="looks"),
    path("segl/", views.seals, name="seals"),
    path("stikproeve/", views.sample, name="sample"),
    path("stikproeve/<uuid:pk>/", views.sample_review, name="sample_review"),
    path("borger/<uuid:pk>/", views.citizen_looks, name="citizen_looks"),
]
