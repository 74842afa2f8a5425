"""The same pages as a patient programmer would write them without ORM, forms and components."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
