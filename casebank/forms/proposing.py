"""A case as learners and researchers propose it: a draft asks for a title, a proposal for the story."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from accounts.choices import Region
from accounts.models import Province
from home.choices import Institute
from home.thai.digits import to_arabic
from home.thai.text import normalise
from home.uploads import check_upload

from ..requirements import CONSENT_NEEDED, CONSENT_NOTE_NEEDED
from .fields import LinesField, YearField

STORY = ("summary", "context", "problem", "intervention", "mechanism")
LISTS = ("actors", "lessons", "questions", "references")
# Asked for when the proposal is sent; the rest the editors write with its author.
NEEDED = (*STORY, "area", "region")
ATTACHED = ".pdf,.docx,.xlsx,.pptx"
CHOSEN_AGAIN = _("Choose the file again: a browser does not keep it when something else has to be mended.")


def text(label, help_text, rows=4, max_length=6000):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NumberField(forms.FloatField):
    """In Thai or Arabic digits, with or without commas."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value):
        return super().to_python(to_arabic(str(value)).replace(",", "") if value not in self.empty_values else value)


class ResultForm(forms.Form):
    """One row of the table of results; an untouched row is no row."""

    indicator = forms.CharField(label=_("Indicator"), max_length=200)
    before = NumberField(label=_("Before"), required=False)
    after = NumberField(label=_("After"))
    unit = forms.CharField(label=_("Unit"), max_length=80)
    source = forms.CharField(label=_("Source"), max_length=200)

    def full_clean(self):
        """A row that was emptied is taken away; one that stands as it was is kept."""
        self.empty_permitted = False
        super().full_clean()
        if self.is_bound and not any(str(self[name].data or "").strip() for name in self.fields):
            self._errors, self.cleaned_data = ErrorDict(), {}

    def row(self):
        data = self.cleaned_data
        return data | {"is_percent": data["unit"].strip() in {"%", "ร้อยละ", "เปอร์เซ็นต์", "per cent"}, "note": ""}


ResultFormSet = forms.formset_factory(ResultForm, extra=2, max_num=12)


class ProposalForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    institute = forms.ChoiceField(
        label=_("Institute"),
        choices=[("", _("Choose an institute")), *Institute.choices],
        help_text=_("Its editors read your proposal. Choose the one whose field it belongs to."),
    )
    summary = text(
        _("Summary"), _("One or two sentences: what was tried where, and what changed."), rows=3, max_length=600
    )
    area = forms.CharField(label=_("Place"), required=False, max_length=200, help_text=_("Authority or community."))
    region = forms.ChoiceField(label=_("Region"), required=False, choices=[("", _("Choose a region")), *Region.choices])
    province = forms.ModelChoiceField(Province.objects.none(), label=_("Province"), required=False)
    year = YearField(label=_("Year"), help_text=_("When it began, for example 2569."))
    context = text(_("Context and area"), _("The place and its people, as far as they matter for what happened."))
    actors = LinesField(label=_("Actors"), help_text=_("Who took part, one a line."), required=False)
    problem = text(_("Problem"), _("What was wrong, for whom, and how it was known."))
    intervention = text(_("What was done"), _("In order, so that somebody else could do it again."))
    mechanism = text(_("Mechanism"), _("Why it worked: what people or offices did differently because of it."))
    lessons = LinesField(label=_("Lessons"), help_text=_("One a line, including what failed."), required=False)
    transferability = text(
        _("Where else it could work"), _("What has to be there for it, and where it would not."), rows=3
    )
    questions = LinesField(
        label=_("Questions for discussion"), help_text=_("Open questions for a class, one a line."), required=False
    )
    references = LinesField(label=_("Sources"), help_text=_("Reports, data, links, one a line."), required=False)
    summary_en = text(_("Abstract in English"), _("If you can: the editors help otherwise."), rows=3, max_length=1500)
    names_people = forms.BooleanField(label=_("People or communities can be recognised in it"), required=False)
    consent_given = forms.BooleanField(label=_("They have agreed to what is told about them"), required=False)
    consent_note = text(_("Who agreed, when and how"), _("Only the editors read it."), rows=2, max_length=1000)
    picture = WagtailImageField(
        label=_("Add a picture"),
        required=False,
        help_text=_("JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    picture_alt = forms.CharField(
        label=_("What the picture tells, for those who cannot see it"), required=False, max_length=250
    )
    picture_credit = forms.CharField(label=_("Who made the picture"), required=False, max_length=150)
    attachment = forms.FileField(
        label=_("Add a file"),
        required=False,
        help_text=_("PDF, Word, Excel or PowerPoint, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ATTACHED}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._require(True)
        self.fields["province"].queryset = Province.objects.order_by("sort", "pk")
        self.results = ResultFormSet(
            self.data if self.is_bound else None, prefix="results", initial=self.initial.get("results")
        )

    def full_clean(self):
        """On the screen the story is needed, but a draft is kept without it."""
        self._require(False)
        super().full_clean()
        self._require(True)

    def _require(self, required):
        for name in NEEDED:
            self.fields[name].required = required

    @property
    def sends(self):
        return self.data.get("act") == "submit"

    def is_valid(self):
        return all([super().is_valid(), self.results.is_valid()])

    def clean_attachment(self):
        upload = self.cleaned_data["attachment"]
        if upload and check_upload(upload).startswith("image/"):
            raise ValidationError(_("This is a picture. Add it above, with the words for those who cannot see it."))
        return upload

    def clean(self):
        data = super().clean()
        if data.get("picture"):
            for name in ("picture_alt", "picture_credit"):
                if not data.get(name):
                    self.add_error(name, _("A picture needs it."))
        if self.sends:
            self._check_story(data)
            self._check_consent(data)
        if self.errors and (data.get("picture") or data.get("attachment")):
            self.add_error("picture" if data.get("picture") else "attachment", CHOSEN_AGAIN)
        return data

    def _check_story(self, data):
        for name in NEEDED:
            if name in data and not data[name]:
                self.add_error(name, _("The editors need this to judge the case."))

    def _check_consent(self, data):
        if data.get("names_people"):
            if not data.get("consent_given"):
                self.add_error("consent_given", CONSENT_NEEDED)
            if not data.get("consent_note"):
                self.add_error("consent_note", CONSENT_NOTE_NEEDED)

    @property
    def facts(self):
        """What actions.proposing takes: institute, title, values, and what was uploaded."""
        data = self.cleaned_data
        names = (*STORY, *LISTS, "area", "region", "year", "transferability", "summary_en")
        values = {name: data[name] for name in (*names, "names_people", "consent_given", "consent_note")}
        values["provinces"] = [data["province"]] if data["province"] else []
        values["results"] = [form.row() for form in self.results if form.cleaned_data]
        return {"institute": data["institute"], "title": data["title"], "values": values}

    @property
    def uploads(self):
        data = self.cleaned_data
        picture = data["picture"] and {
            "file": data["picture"], "alt": data["picture_alt"], "credit": data["picture_credit"]
        }  # fmt: skip
        attachment = data["attachment"] and {
            "file": data["attachment"],
            "title": normalise(data["attachment"].name)[:150],
        }
        return {"picture": picture or None, "attachment": attachment or None}


def initial_of(case):
    """The form's values of a draft."""
    names = ("title", "institute", *STORY, "area", "region", "year", "transferability", "summary_en")
    values = {name: getattr(case, name) for name in (*names, "names_people", "consent_given", "consent_note")}
    values |= {name: [str(block.value) for block in getattr(case, name)] for name in LISTS}
    values["province"] = case.provinces.first()
    values["results"] = [dict(block.value) for block in case.results]
    return values
