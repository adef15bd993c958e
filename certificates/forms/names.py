"""What learners type when their certificate should bear another name, and registrars when it should not."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.profile import NamesForm, TidyCharField, initial_names
from accounts.models import User

# People from abroad have no name in Thai letters; else as in the profile.
either_script = RegexValidator(
    r"^(?=.*[\u0e01-\u0e2eA-Za-z])[\u0e01-\u0e3a\u0e40-\u0e4eA-Za-z\u00c0-\u024f\u1e00-\u1eff .'’\-]+\Z",
    _("Use Thai letters, or Latin ones if you have no name in Thai. Signs and emoji cannot be printed."),
)


def _name(part):
    field = User._meta.get_field(part)
    return TidyCharField(
        label=field.verbose_name,
        max_length=field.max_length,
        validators=[either_script],
        widget=forms.TextInput(attrs={"lang": "th"}),
    )


class NameRequestForm(NamesForm):
    """All parts of the name, filled with those of now, and why they should be others."""

    first_name = _name("first_name")
    last_name = _name("last_name")
    reason = forms.CharField(
        label=_("Why the name should be another"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example a slip in the spelling, or a change of name that the district office has registered."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial=initial_names(person), **kwargs)


class RefuseNameForm(forms.Form):
    """One for each request: `auto_id` keeps their inputs apart."""

    note = forms.CharField(
        label=_("Why the name stays as it is"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learner reads this in a mail."),
    )

    def __init__(self, *args, request_id, **kwargs):
        super().__init__(*args, auto_id=f"id_{request_id}_%s", **kwargs)
