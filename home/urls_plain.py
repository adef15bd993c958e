"""Addresses without a language."""

from django.urls import path

from .views import api
from .views.crawlers import robots, sitemap
from .views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/v1/search", api.search, name="api_search"),
]
