"""Addresses of the case bank beside its pages, by area: each area imports its own view modules and appends its paths.

They stand before the pages of the site, so that cases/map/ is the map and no case.
"""

from django.urls import path, re_path

from .feeds import CaseFeed
from .views import adoption as adoption_views
from .views import areas as areas_views
from .views import bank as bank_views
from .views import knowledge as knowledge_views
from .views import people as people_views
from .views import proposing as proposing_views
from .views.citations import cite

app_name = "casebank"
urlpatterns = []

# --- the public bank: map, timeline, print ---
urlpatterns += [
    path("cases/map/", bank_views.on_map, name="map"),
    path("cases/timeline/", bank_views.timeline, name="timeline"),
    path("cases/<slug:slug>/print.pdf", bank_views.printed, name="print"),
]

# --- authors, citations, feeds, harvesting ---
urlpatterns += [
    path("cases/feed/", CaseFeed(), name="feed"),
    re_path(r"^(?P<section>cases|knowledge)/(?P<slug>[^/]+)/cite\.(?P<form>[a-z]+)$", cite, name="cite"),
    path("people/", people_views.people, name="people"),
    path("people/<int:pk>/", people_views.person, name="person"),
]

# --- proposing and curating ---
urlpatterns += [
    path("cases/propose/", proposing_views.propose, name="propose"),
    path("cases/proposals/", proposing_views.proposals, name="proposals"),
    path("cases/proposals/<int:pk>/", proposing_views.proposal, name="proposal"),
]

# --- knowledge: network, tools ---
urlpatterns += [path("knowledge/network/", knowledge_views.network, name="network")]

# --- adoption and areas ---
urlpatterns += [
    path("adoptions/new/", adoption_views.adopt, name="adopt"),
    path("adoptions/<int:pk>/", adoption_views.adoption, name="adoption"),
    path("adoptions/<int:pk>/edit/", adoption_views.edit_adoption, name="edit_adoption"),
    path("areas/", areas_views.areas, name="areas"),
    path("areas/map/", areas_views.area_map, name="area_map"),
    path("areas/<int:pk>/", areas_views.area, name="area"),
]
