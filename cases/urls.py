from django.urls import path

app_name = "cases"
urlpatterns = [path("x/", lambda r: None, name="citizens"),path("x/", lambda r: None, name="struck"),path("x/", lambda r: None, name="follow_ups")]
