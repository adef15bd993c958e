from django.urls import path

from .views.search import search
from .views.styleguide import styleguide

app_name = "home"
urlpatterns = [
    path("search/", search, name="search"),
    path("styleguide/", styleguide, name="styleguide"),
]
