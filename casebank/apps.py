from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasebankConfig(AppConfig):
    name = "casebank"
    verbose_name = _("Case bank")

    def ready(self):
        from . import (
            jobs,  # registers what carries out our jobs
            receivers,  # registers what follows from a publication
            search,
        )

        # Forms stand above the models, which therefore cannot name them.
        from .forms.knowledge import KnowledgePageForm
        from .forms.studio import CaseForm
        from .models import CasePage, KnowledgePage

        CasePage.base_form_class = CaseForm
        KnowledgePage.base_form_class = KnowledgePageForm
        search.register()
