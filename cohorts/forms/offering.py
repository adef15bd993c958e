"""The form by which a learner offers a finished capstone to the case bank."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.profile import TidyCharField
from home.choices import Institute
from home.thai.text import normalise

NAMED, ANONYMOUS = "named", "anonymous"


class Classmates(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return user.name


class OfferForm(forms.Form):
    """`classmates` are the people whom one may name as co-authors."""

    title = TidyCharField(label=_("Title of the case"), max_length=200)
    institute = forms.ChoiceField(
        label=_("Institute"), help_text=_("Its editors review the case and work with you on it.")
    )
    authors = Classmates(
        queryset=None,
        label=_("Co-authors"),
        required=False,
        help_text=_("Learners of your cohort who did this with you. Each is asked to agree by e-mail."),
    )
    naming = forms.ChoiceField(
        label=_("Names"),
        choices=[
            (NAMED, _("Name all of us as authors")),
            (ANONYMOUS, _("Without names: only the cohort is told")),
        ],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("To the editors"),
        required=False,
        max_length=2000,
        help_text=_("Only the editors read this. For example what is still missing, or who should be asked."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agree = forms.BooleanField(
        label=_("I have read this and agree to it"),
        error_messages={"required": _("The capstone can be offered only if you agree.")},
    )

    def __init__(self, *args, classmates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institute"].choices = [("", _("Choose")), *Institute.choices]
        self.fields["authors"].queryset = classmates

    def clean_message(self):
        return normalise(self.cleaned_data["message"])

    @property
    def facts(self):
        """What offer_capstone takes."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("title", "institute", "message")}
        return told | {"authors": list(data["authors"]), "named": data["naming"] == NAMED}

    def show(self, error):
        for name, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            self.add_error(name if name in self.fields else None, messages)
