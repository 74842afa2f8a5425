"""Sign-in and one's own account. allauth's names are kept, because allauth reverses them."""

from allauth.account import views as account
from django.urls import path

from udsatte.access.urls import public

urlpatterns = [
    path("log-ind/", public(account.login), name="account_login"),
]
