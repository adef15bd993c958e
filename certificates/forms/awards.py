"""What a programme gives, as registrars fill it in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from curriculum.models import ProgrammePage

from ..actions.designs import save_award
from ..choices import Purpose
from ..queries.designs import designs_offered


class AwardForm(WagtailAdminModelForm):
    """Thai originals of programmes, whose records learners have; designs that are not retired."""

    programme = forms.ModelChoiceField(ProgrammePage.objects.none(), label=_("Programme"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = ProgrammePage.objects.filter(locale__language_code="th").order_by("title")
        design = self.fields["design"]
        # A plain list: Wagtail's chooser would offer retired ones as well.
        self.fields["design"] = forms.ModelChoiceField(
            designs_offered(self.instance.design_id),
            required=False,
            label=design.label,
            empty_label=_("The academy’s own"),
        )

    def clean(self):
        data = super().clean()
        if data.get("by_rule") and data.get("purpose") != Purpose.MODULE:
            self.add_error("by_rule", _("Only single modules are issued by rule."))
        if data.get("valid_months") == 0:
            self.add_error("valid_months", _("Leave it empty for documents without an end."))
        return data

    def save(self, commit=True):
        return save_award(award=self.instance, actor=self.for_user)
