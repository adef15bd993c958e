"""Addresses without a language."""

from django.urls import path

from .oai.views import oai

urlpatterns = [
    path("oai", oai, name="oai"),
]
