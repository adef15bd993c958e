"""Fields of forms about cases."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.thai.dates import BE_OFFSET, is_thai
from home.thai.digits import to_arabic
from home.thai.forms import FIRST_BE_YEAR
from home.thai.text import normalise

from ..choices import Goal
from ..models import CasePage

FIRST_YEAR, LAST_YEAR = 1990, 2100


def goals():
    return [(goal.value, f"{goal.value} {goal.label}") for goal in Goal]


class GoalsField(forms.TypedMultipleChoiceField):
    """The Sustainable Development Goals, ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(**{"choices": goals, "coerce": int, "required": False, **options})


class YearField(forms.IntegerField):
    """A year in either era and in either digits; shown as Buddhist Era in Thai, kept as Common Era."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {"invalid": _("Write the year with four digits, for example 2569 or 2026.")}

    def prepare_value(self, value):
        return value + BE_OFFSET if isinstance(value, int) and is_thai() else value

    def to_python(self, value):
        year = super().to_python(to_arabic(normalise(str(value))) if value not in self.empty_values else value)
        if year is None:
            return None
        year = year - BE_OFFSET if year >= FIRST_BE_YEAR else year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return year


class LinesField(forms.CharField):
    """Short texts, one a line; cleans to a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line for line in normalise(value).split("\n") if line]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class CodesInput(forms.TextInput):
    """Codes with commas between them."""

    def format_value(self, value):
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def value_from_datadict(self, data, files, name):
        return [code.strip().upper() for code in to_arabic(data.get(name) or "").split(",") if code.strip()]


class CaseCodesField(forms.ModelMultipleChoiceField):
    """Published cases of one language, named by their codes: a list of ten thousand cannot be scrolled."""

    widget = CodesInput
    default_error_messages = {"invalid_choice": _("No published case has the code %(value)s.")}

    def __init__(self, **options):
        super().__init__(CasePage.objects.none(), to_field_name="code", required=False, **options)

    def offer(self, locale, but=None):
        """The cases to choose from; `but` is the id of the one that asks."""
        self.queryset = CasePage.objects.published().filter(locale=locale).exclude(pk=but)
