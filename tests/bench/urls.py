"""The site, and the bare view to which every page is compared: the same middleware, and nothing to do."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


def hello(request):
    return HttpResponse("hello", content_type="text/plain")


urlpatterns = [path("bench/hello/", hello), *urlpatterns]
