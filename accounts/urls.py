"""Beside allauth's own screens, which stand under accounts/."""

from django.urls import path

from .views import consents, profile, start

app_name = "accounts"
urlpatterns = [
    path("accounts/start/", start.after_login, name="after_login"),
    path("me/", profile.profile, name="profile"),
    path("me/name/", profile.name_preview, name="name_preview"),
    path("me/organisations/", profile.organisations, name="organisations"),
    path("me/privacy/", consents.consents, name="consents"),
    path("me/privacy/data/", consents.download, name="download"),
]
