"""What registrars type in the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from home.thai.forms import ThaiDateField


class SignatoryForm(WagtailAdminModelForm):
    """Dates in either era, as everywhere on this site."""

    valid_from = ThaiDateField(label=_("from"))
    valid_to = ThaiDateField(label=_("until"), required=False, help_text=_("Empty while the post is held."))

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("The last day lies before the first.")))
        return data
