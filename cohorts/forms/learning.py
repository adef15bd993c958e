"""What a learner sends: quiz answers, work with files, the satisfaction form."""

import html
import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from home.thai.text import normalise
from home.uploads import ACCEPT, check_upload

MAX_FILES = 10
MAX_TEXT = 40_000
RATINGS = (
    ("content", _("The content answers what I need in my work")),
    ("teaching", _("The instructors and speakers explain clearly")),
    ("materials", _("The lessons, cases and documents are useful")),
    ("arrangement", _("The schedule, places and online rooms work well")),
    ("use", _("I can use what I learned in my area")),
)
SCALE = (
    ("5", _("5 Most")),
    ("4", _("4 Much")),
    ("3", _("3 Moderate")),
    ("2", _("2 Little")),
    ("1", _("1 Least")),
)


# --- quizzes --------------------------------------------------------------------------
def answers_in(questions, data):
    """{"<question id>": [index, …]} of what was chosen in posted data; whatever was not asked is left out."""
    answers = {}
    for question in questions:
        chosen = data.getlist(f"q{question['id']}")
        allowed = {str(place) for place in range(len(question["choices"]))}
        places = sorted({int(value) for value in chosen if value in allowed})
        places = places if question["kind"] == "multiple" else places[:1]
        if places:
            answers[str(question["id"])] = places
    return answers


def question_rows(questions, answers, *, show_missing=False):
    """The questions as the answer form shows them: choices with what is chosen, and whether an answer is missing."""
    rows = []
    for question in questions:
        chosen = answers.get(str(question["id"]), [])
        choices = [(place, choice, place in chosen) for place, choice in enumerate(question["choices"])]
        rows.append(
            {"question": question, "choices": choices, "answered": bool(chosen), "bad": show_missing and not chosen}
        )
    return rows


# --- work -----------------------------------------------------------------------------
def as_html(text):
    """Plain text as paragraphs; what looks like markup stays the letters that were typed."""
    return linebreaks(text, autoescape=True) if text else ""


def as_text(markup):
    """The plain text that `as_html` made paragraphs of; tags of other origin fall away."""
    text = re.sub(r"</p>\s*<p>", "\n\n", markup)
    text = re.sub(r"<br ?/?>\n?", "\n", text)
    return html.unescape(re.sub(r"<[^>]*>", "", text)).strip()


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploads, empty where none was sent; each is judged by WorkForm."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        return [upload for upload in data or [] if upload]


class WorkForm(forms.Form):
    """Text and files of a draft. A refused file is named beside the field; `accepted` keeps the others."""

    text = forms.CharField(
        label=_("Your text"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    files = SeveralFilesField(
        label=_("Attach files"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args, draft_files=(), **kwargs):
        super().__init__(*args, **kwargs)
        limit = {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        self.fields["files"].help_text = _("PDF, Word, Excel, PowerPoint, JPEG or PNG, up to %(limit)s each.") % limit
        self.kept = len(draft_files)
        self.accepted = []

    def clean_text(self):
        return normalise(self.cleaned_data["text"])

    def clean_files(self):
        errors = []
        for upload in self.cleaned_data["files"]:
            try:
                self._take(upload)
            except ValidationError as error:
                errors += [f"{upload.name}: {message}" for message in error.messages]
        if errors:
            raise ValidationError(errors)
        return self.accepted

    def _take(self, upload):
        if self.kept + len(self.accepted) >= MAX_FILES:
            raise ValidationError(_("At most %(count)d files can be attached.") % {"count": MAX_FILES})
        self.accepted.append((upload, check_upload(upload)))

    @property
    def remove(self):
        """Ids of files to be taken off the draft; those gone already do no harm."""
        sent = self.data.getlist("remove")
        return [int(value) for value in sent if value.isascii() and value.isdigit() and len(value) < 18]

    @property
    def html(self):
        """The text as HTML to be stored, or None when it could not be taken."""
        text = self.cleaned_data.get("text")
        return None if text is None else as_html(text)


# --- the satisfaction form ----------------------------------------------------------------
class EvaluationForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in RATINGS:
            self.fields[key] = forms.ChoiceField(label=label, choices=SCALE, widget=forms.RadioSelect)
            self.fields[key].error_messages["required"] = _("Choose one level.")
        self.fields["comment"] = forms.CharField(
            label=_("Suggestions"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
        )

    def clean_comment(self):
        return normalise(self.cleaned_data["comment"])

    @property
    def ratings(self):
        return {key: int(self.cleaned_data[key]) for key, _label in RATINGS}
