from django.urls import path

from .feeds import NewsFeed
from .views.failed_jobs import failed_jobs
from .views.search import miss, search, suggest
from .views.styleguide import styleguide

app_name = "home"
urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="suggest"),
    path("search/miss/", miss, name="miss"),
    path("news/feed/", NewsFeed(), name="news_feed"),
    path("manage/failed/", failed_jobs, name="failed_jobs"),
    path("styleguide/", styleguide, name="styleguide"),
]
