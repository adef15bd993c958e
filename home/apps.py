from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self):
        # The web process must know the tasks that it sends, and what to do when a page is published.
        from . import jobs, receivers  # registers our tasks and receivers
        from .search import collation

        collation.connect()
        # Forms stand above the models, which therefore cannot name them.
        from .forms import SitePageForm
        from .models.base import SitePage

        SitePage.base_form_class = SitePageForm
