"""The follow-up form: is it in use, what happened, what stood in the way; and which case or tool it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.profile import TidyCharField
from casebank.forms.adoption import DATE_HELP, ActionForm, FigureField, LongText
from casebank.queries.adoption import page_named
from home.thai.forms import ThaiDateField

from ..choices import FollowUpUse

ADOPTION = ("what", "adopted_on", "how")
READING = ("indicator", "value", "unit", "measured_on")
NEEDED = _("This is needed to record the case or tool in use.")
MEASURED = _("A measured value needs an indicator, a figure, a unit and a day.")


class FollowUpForm(ActionForm):
    """`suggestions` is None where no case or tool can be recorded: the person's organisation is no local authority."""

    used = forms.ChoiceField(
        label=_("Is what you learned or planned in use today?"), choices=FollowUpUse.choices, widget=forms.RadioSelect
    )
    story = LongText(
        label=_("What happened"), required=False, max_length=4000, rows=5, help_text=_("The academy reads this.")
    )
    obstacle = LongText(label=_("What stood in the way"), required=False, max_length=2000, rows=3)

    what = TidyCharField(
        label=_("Which case or tool is in use"),
        required=False,
        max_length=300,
        help_text=_("Write its code or title, for example CASE-LEDI-01."),
        widget=forms.TextInput(attrs={"list": "cases-and-tools", "autocomplete": "off"}),
    )
    adopted_on = ThaiDateField(label=_("In use since"), required=False, help_text=DATE_HELP)
    how = LongText(
        label=_("How it is used"),
        required=False,
        max_length=2000,
        rows=3,
        help_text=_("Everyone can read this. Tell what the authority does, without names of persons."),
    )
    indicator = TidyCharField(label=_("Indicator"), required=False, max_length=200)
    value = FigureField(label=_("Value"), required=False, max_digits=14, decimal_places=2)
    unit = TidyCharField(label=_("Unit"), required=False, max_length=80)
    measured_on = ThaiDateField(label=_("Measured on"), required=False, help_text=DATE_HELP)
    source = TidyCharField(label=_("Source"), required=False, max_length=200)

    def __init__(self, *args, suggestions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.suggestions = suggestions
        if suggestions is None:
            for name in (*ADOPTION, *READING, "source"):
                del self.fields[name]

    def clean_what(self):
        text = self.cleaned_data["what"]
        self.page = page_named(text) if text else None
        if text and not self.page:
            raise forms.ValidationError(_("No published case or tool has this code or title."))
        return text

    def clean(self):
        data = super().clean()
        if self.suggestions is None:
            return data
        self._need(data, ADOPTION, NEEDED, any_of=(*ADOPTION, *READING[:2]))
        self._need(data, READING, MEASURED, any_of=READING[:2])
        if data.get("what") and data.get("used") not in (None, FollowUpUse.IN_USE):
            self.add_error(
                "what", _("You answered above that it is not in use. Change that answer, or empty this field.")
            )
        return data

    def _need(self, data, names, message, *, any_of):
        """All of `names`, as soon as one of `any_of` is filled in."""
        if any(data.get(name) not in (None, "") or name in self.errors for name in any_of):
            for name in names:
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, message)

    @property
    def facts(self):
        """What answer_follow_up takes."""
        data = self.cleaned_data
        facts = {name: data[name] for name in ("used", "story", "obstacle")}
        if data.get("what"):
            facts["adoption"] = {"page": self.page, "adopted_on": data["adopted_on"], "how": data["how"]}
        if data.get("indicator"):
            facts["reading"] = {name: data[name] for name in (*READING, "source")}
        return facts
