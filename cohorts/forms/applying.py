"""What an applicant writes. A draft asks for nothing; what a submission needs is said by the action."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.thai.text import normalise
from home.uploads import ACCEPT, check_upload


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class DocumentsField(forms.FileField):
    """Several uploads at once; cleans to the list of what was sent."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        data = data if isinstance(data, list | tuple) else [data]
        return [super(DocumentsField, self).clean(upload, initial) for upload in data if upload]


class ApplicationForm(forms.Form):
    """Texts and documents of an application. `good_files` holds (upload, content type) of those that may be kept,
    also when others of them, or the texts, are not accepted."""

    NEEDED = ("area_question", "expectation")

    area_question = forms.CharField(
        label=_("The question of your area"),
        help_text=_(
            "What do you want to change, for whom, and what is known about it already. A few paragraphs are enough."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    expectation = forms.CharField(
        label=_("How you will use what you learn"),
        help_text=_("What you can decide or set going in your post, and with whom."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    documents = DocumentsField(
        label=_("Attach documents"),
        help_text=_("PDF, Word, Excel, PowerPoint, JPEG or PNG, up to 20 MB each. Several can be chosen at once."),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.good_files = []

    def full_clean(self):
        """On the screen both texts are needed, but a draft is kept without them."""
        for name in self.NEEDED:
            self.fields[name].required = False
        super().full_clean()
        for name in self.NEEDED:
            self.fields[name].required = True

    def clean_area_question(self):
        return normalise(self.cleaned_data["area_question"])

    def clean_expectation(self):
        return normalise(self.cleaned_data["expectation"])

    def clean_documents(self):
        problems = []
        for upload in self.cleaned_data["documents"]:
            try:
                self.good_files.append((upload, check_upload(upload)))
            except ValidationError as error:
                problems.append(_("%(name)s: %(problem)s") % {"name": upload.name, "problem": " ".join(error.messages)})
        if problems:
            raise ValidationError(problems)
        return self.good_files

    def show(self, error):
        """Put the messages of an action's ValidationError beside the fields they are about."""
        for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            self.add_error(field if field in self.fields else None, messages)
