"""Addresses of the case bank beside its pages, by area: each area imports its own view modules and appends its paths.

They stand before the pages of the site, so that cases/map/ is the map and no case.
"""

app_name = "casebank"
urlpatterns = []

# --- the public bank: map, timeline, print ---

# --- authors, citations, feeds, harvesting ---

# --- proposing and curating ---

# --- knowledge: network, tools ---

# --- adoption and areas ---
