"""Addresses without a language: what machines ask about badges. They stand in credentials and never change."""

from django.urls import path

from .views import badges

urlpatterns = [
    path(".well-known/did.json", badges.did, name="did_document"),
    path("badges/issuer.json", badges.issuer, name="badge_issuer"),
    path("badges/achievements/<uuid:key>.json", badges.achievement, name="badge_achievement"),
]
