"""The address map. Addresses here are promises: they are printed on certificates and in mails."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.start import sign_in
from home.views.documents import document

urlpatterns = [
    path("", include("home.urls_plain")),
    path("", include("casebank.urls_plain")),
    path("", include("certificates.urls_plain")),
    # One way in, which counts attempts and asks for a confirmed address: Wagtail's own two forms do neither.
    path("cms/login/", sign_in, name="cms_sign_in"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<str:document_filename>", document, name="document"),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("config.demo.urls"))]
if settings.DEBUG or settings.DEMO:  # in production the web server in front serves these
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("home.urls")),
    path("", include("certificates.urls")),
    path("", include("cohorts.urls")),
    path("", include("casebank.urls")),
    path("_util/login/", sign_in, name="page_sign_in"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler404 = "home.views.errors.not_found"
handler403 = "home.views.errors.forbidden"
handler500 = "home.views.errors.server_error"
