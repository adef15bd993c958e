"""What an authority's people tell of a case or tool in use: since when, how, what was measured, why it ended."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.profile import TidyCharField
from home.thai.digits import to_arabic
from home.thai.forms import ThaiDateField
from home.thai.text import normalise

# A comma anywhere else would be one before decimals, and 19,5 is not 195.
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
DATE_HELP = _("For example 22/11/2569.")


class LongText(forms.CharField):
    """Several lines of plain text, kept in one spelling."""

    def __init__(self, *, rows=4, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        return normalise(super().to_python(value))


class FigureField(forms.DecimalField):
    """A number as people write it: Thai digits, commas between thousands, a per cent sign behind it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        if isinstance(value, str):
            value = to_arabic(value).replace("−", "-").strip().removesuffix("%").strip()
            if "," in value and not THOUSANDS.fullmatch(value):
                raise forms.ValidationError(_("Write decimals with a point: 19.5."), code="invalid")
            value = value.replace(",", "")
        return super().to_python(value)


class ActionForm(forms.Form):
    """A form whose action may refuse: `show` puts what it said beside the field."""

    def show(self, error):
        for name, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            self.add_error(name if name in self.fields else None, messages)


class AdoptionForm(ActionForm):
    """`organisation` is the authority the form was opened for: a profile may change in another tab meanwhile."""

    organisation = forms.IntegerField(required=False, widget=forms.HiddenInput)
    adopted_on = ThaiDateField(label=_("In use since"), help_text=DATE_HELP)
    how = LongText(
        label=_("How it is used"),
        max_length=2000,
        help_text=_("Everyone can read this. Tell what the authority does, without names of persons."),
    )
    changed = LongText(label=_("What was changed to fit the place"), required=False, max_length=2000, rows=3)

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in ("adopted_on", "how", "changed")}


class ReadingForm(ActionForm):
    """`known` are the indicators measured so far, offered while typing: one name makes one line of the plot."""

    indicator = TidyCharField(label=_("Indicator"), max_length=200, help_text=_("The same words each time."))
    value = FigureField(label=_("Value"), max_digits=14, decimal_places=2)
    unit = TidyCharField(
        label=_("Unit"), max_length=80, help_text=_("For example per cent, baht a month or households.")
    )
    measured_on = ThaiDateField(label=_("Measured on"), help_text=DATE_HELP)
    source = TidyCharField(
        label=_("Source"), required=False, max_length=200, help_text=_("Where the figure comes from.")
    )

    def __init__(self, *args, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        if known:
            self.fields["indicator"].widget.attrs["list"] = "known-indicators"

    @property
    def facts(self):
        names = ("indicator", "value", "unit", "measured_on", "source")
        return {name: self.cleaned_data[name] for name in names}


class EndForm(ActionForm):
    prefix = "end"
    ended_on = ThaiDateField(label=_("In use until"), help_text=DATE_HELP)
    reason = LongText(label=_("Why it ended"), max_length=300, rows=2, help_text=_("Everyone can read this."))


class WithdrawForm(ActionForm):
    prefix = "withdraw"
    reason = LongText(label=_("What is wrong with it"), max_length=300, rows=2)


class AreaFilter(forms.Form):
    """Which authorities the list shows; what cannot be read shows all."""

    q = TidyCharField(label=_("Name of the authority or province"), required=False, max_length=100)
    province = forms.ModelChoiceField(
        queryset=None, label=_("Province"), required=False, empty_label=_("All provinces")
    )

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = provinces
        self.fields["q"].widget.input_type = "search"

    @property
    def chosen(self):
        self.is_valid()
        province = self.cleaned_data.get("province")
        return {"text": self.cleaned_data.get("q", ""), "province": province.pk if province else ""}


def year_in(text):
    """A year of the Common Era from an address: 2026, or 2569 as Thai counts; None for anything else."""
    text = to_arabic(text or "")
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    year = int(text)
    return year - 543 if year >= 2400 else year
