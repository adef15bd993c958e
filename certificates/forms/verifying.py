"""What strangers type to have a certificate checked."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..numbering import read_code


class VerifyForm(forms.Form):
    """A code alone is enough: nobody can guess one. A number can be guessed, so it needs the surname."""

    number = forms.CharField(
        label=_("Number of the certificate, or its code"),
        max_length=100,
        help_text=_("As printed, in Thai or Arabic digits, for example รช.ผถ ๑-๐๐๑/๒๕๖๙."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    surname = forms.CharField(
        label=_("Surname on the certificate"),
        max_length=100,
        help_text=_("Not needed with a code."),
        error_messages={"required": _("Write the surname as it stands on the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.code = read_code(data.get("number", "")) if data else ""
        self.fields["surname"].required = not self.code


class FileForm(forms.Form):
    """A PDF, looked at and not kept. `too_large` says that the file was not even taken in."""

    file = forms.FileField(
        label=_("PDF of the certificate"),
        max_length=300,
        allow_empty_file=True,
        error_messages={"required": _("Choose the PDF first.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, data=None, files=None, *, too_large=False, **kwargs):
        super().__init__(data, files, **kwargs)
        self.too_large = too_large
        limit = filesizeformat(settings.VERIFY_FILE_BYTES)
        self.fields["file"].help_text = gettext("The file as it was sent, up to %(limit)s.") % {"limit": limit}
        self.fields["file"].widget.attrs |= {
            "data-most": settings.VERIFY_FILE_BYTES,
            "data-too-large": self._too_large(),
        }

    def _too_large(self):
        limit = filesizeformat(settings.VERIFY_FILE_BYTES)
        return gettext("The file is larger than %(limit)s. Certificates of the academy are far smaller.") % {
            "limit": limit
        }

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", self._too_large())

    def clean_file(self):
        """The bytes."""
        found = self.cleaned_data["file"]
        if found.size > settings.VERIFY_FILE_BYTES:
            raise ValidationError(self._too_large())
        content = found.read()
        if not content.startswith(b"%PDF-"):
            raise ValidationError(_("This is not a PDF. Choose the file that the learner downloaded or was sent."))
        return content
