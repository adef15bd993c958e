"""Addresses without a language: what machines ask. Those of badges stand in credentials and never change."""

from django.urls import path

from .views import api, badges

urlpatterns = [
    path(".well-known/did.json", badges.did, name="did_document"),
    path("badges/issuer.json", badges.issuer, name="badge_issuer"),
    path("badges/achievements/<uuid:key>.json", badges.achievement, name="badge_achievement"),
    path("badges/credentials/<str:code>.json", badges.credential, name="badge_credential"),
    path("badges/status/<int:number>.json", badges.status_list, name="badge_status"),
    path("api/v1/certificates/schema.json", api.schema, name="api_certificate_schema"),
    path("api/v1/certificates/<str:code>", api.certificate, name="api_certificate"),
]
