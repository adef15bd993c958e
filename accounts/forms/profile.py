"""The profile: the name for the certificate, the post, and where the person comes from."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.thai.names import PREFIXES, find_prefix, full_name, validate_custom_prefix
from home.thai.text import normalise

from ..choices import LOCAL_AUTHORITIES, OrganisationKind, Position
from ..models import Organisation, Province, User
from ..queries import organisations_of

OTHER = "other"
# Letters and marks of Thai, without its digits and signs; blanks, hyphen and full stop as names have them.
thai_name = RegexValidator(
    r"^[\u0e01-\u0e3a\u0e40-\u0e4e .\-]*[\u0e01-\u0e2e][\u0e01-\u0e3a\u0e40-\u0e4e .\-]*\Z",
    _("Use Thai letters only, as on your identity card."),
)
latin_name = RegexValidator(
    r"^(?=.*[A-Za-z])[A-Za-z\u00c0-\u024f\u1e00-\u1eff .'’\-]+\Z",
    _("Use Latin letters only, as in your passport."),
)
# What stands between < and > is never part of a post or the name of an office.
no_markup = RegexValidator(r"^[^<>{}\\]*\Z", _("Remove the signs < > { } \\ from this text."), flags=re.DOTALL)


class TidyCharField(forms.CharField):
    """One line of text, kept in one spelling: blanks, invisible characters and doubled marks are mended."""

    def to_python(self, value):
        return normalise(super().to_python(value)).replace("\n", " ")


def _text(name, *validators, **kwargs):
    """A field for the text field `name` of User, with its label and length."""
    field = User._meta.get_field(name)
    values = {
        "label": capfirst(field.verbose_name),
        "max_length": field.max_length,
        "help_text": field.help_text,
    } | kwargs
    return TidyCharField(validators=validators, **values)


class NamesForm(forms.Form):
    """The parts of the name, and the name as the certificate prints it."""

    prefix = forms.ChoiceField(
        label=pgettext_lazy("before a name", "Title"),
        choices=[("", _("Choose")), *((p.th, f"{p.th} ({p.en})") for p in PREFIXES), (OTHER, _("Other title"))],
    )
    prefix_other = _text(
        "prefix",
        thai_name,
        required=False,
        label=_("Other title, in full"),
        help_text=_("Only if your title is not in the list."),
    )
    first_name = _text("first_name", thai_name, widget=forms.TextInput(attrs={"lang": "th"}))
    last_name = _text("last_name", thai_name, widget=forms.TextInput(attrs={"lang": "th"}))
    prefix_en = _text(
        "prefix_en", latin_name, required=False, help_text=_("Leave empty to use the English form of your Thai title.")
    )
    first_name_en = _text("first_name_en", latin_name, widget=forms.TextInput(attrs={"lang": "en"}))
    last_name_en = _text("last_name_en", latin_name, widget=forms.TextInput(attrs={"lang": "en"}))

    def clean(self):
        values = super().clean()
        if values.get("prefix") == OTHER and "prefix_other" in values:
            self._clean_other_prefix(values)
        return values

    def _clean_other_prefix(self, values):
        word = values["prefix_other"]
        known = find_prefix(word)
        if known:
            values["prefix"] = known.th
            return
        try:
            if not word:
                raise ValidationError(_("Write your title in full."), code="required")
            validate_custom_prefix(word)
            values["prefix"] = word
        except ValidationError as error:
            self.add_error("prefix_other", error)

    def name_values(self):
        """The name as User keeps it: the title is the Thai word in full, the English title follows from it."""
        values = {name: self.cleaned_data.get(name, "") for name in self.base_fields if name in NAME_FIELDS}
        known = find_prefix(values["prefix"])
        if not values["prefix_en"] and known:
            values["prefix_en"] = known.en
        return values

    def printed(self):
        """{"th", "en"}: the name so far, as a certificate would print it. Works on a half-filled form."""
        self.full_clean()
        values = self.name_values()
        prefix = "" if values["prefix"] == OTHER else values["prefix"]
        return {
            "th": full_name(prefix, values["first_name"], values["last_name"]),
            "en": " ".join(filter(None, (values["prefix_en"], values["first_name_en"], values["last_name_en"]))),
        }


NAME_FIELDS = {"prefix", "first_name", "last_name", "prefix_en", "first_name_en", "last_name_en"}


class ProfileForm(NamesForm):
    """The whole profile of one person. Bound or not, it offers the organisations of the province and type in it."""

    position = forms.ChoiceField(label=_("Position"), choices=[("", _("Choose")), *Position.choices])
    position_text = _text("position_text", no_markup, required=False)
    province = forms.ModelChoiceField(Province.objects.all(), label=_("Province"), empty_label=_("Choose"))
    kind = forms.ChoiceField(label=_("Type of organisation"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose your organisation. If it is not in the list, write its name below."),
            "invalid_choice": _("Choose an organisation of this province and type."),
        },
    )
    organisation_new = TidyCharField(
        label=_("Name of the organisation, if it is not in the list"),
        required=False,
        max_length=200,
        validators=[no_markup],
        help_text=_("The staff check it; you need not wait."),
    )

    def __init__(self, *args, user, **kwargs):
        kwargs["initial"] = _initial(user) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            field, kept = self.fields[name], _unless_kept(getattr(user, name), thai_name)
            field.validators = [kept if each is thai_name else each for each in field.validators]
        self.fields["kind"].choices = _kinds()
        source = self.data if self.is_bound else self.initial
        self.fields["organisation"].required = not source.get("organisation_new")
        self.fields["organisation"].queryset = organisations_of(
            province=str(source.get("province") or ""), kind=str(source.get("kind") or ""), keep=user.organisation_id
        )

    def clean(self):
        values = super().clean()
        if values.get("position") == Position.OTHER and not values.get("position_text"):
            self.add_error("position_text", ValidationError(_("Write your position."), code="required"))
        return values

    def values(self):
        """What `save_profile` keeps. A name written by hand wins over the list: it was the later thought."""
        data = self.cleaned_data
        post = {name: data[name] for name in ("position", "position_text")}
        organisation = {} if data["organisation_new"] else {"organisation": data["organisation"]}
        return self.name_values() | post | organisation

    def new_organisation(self):
        """What `save_profile` proposes, or None."""
        data = self.cleaned_data
        if not data["organisation_new"]:
            return None
        return {"name": data["organisation_new"], "kind": data["kind"], "province": data["province"]}


def _unless_kept(kept, validator):
    """The validator for all but what stands there already: registrars may have accepted a name in Latin letters."""

    def validate(value):
        if value != kept:
            validator(value)

    return validate


def initial_names(user):
    """The name of a user as NamesForm shows it."""
    known = find_prefix(user.prefix)
    return {
        "prefix": known.th if known else OTHER if user.prefix else "",
        "prefix_other": "" if known else user.prefix,
        # An English title that follows from the Thai one stays empty, so that it changes with it.
        "prefix_en": "" if known and known.en == user.prefix_en else user.prefix_en,
    } | {name: getattr(user, name) for name in ("first_name", "last_name", "first_name_en", "last_name_en")}


def _initial(user):
    values = initial_names(user) | {"position": user.position, "position_text": user.position_text}
    if user.organisation_id:
        home = user.organisation
        values |= {"province": home.province_id, "kind": home.kind, "organisation": home.pk}
    return values


def _kinds():
    """Local authorities first, then the other homes of learners."""
    local = [(kind.value, kind.label) for kind in LOCAL_AUTHORITIES]
    others = [(kind.value, kind.label) for kind in OrganisationKind if kind not in LOCAL_AUTHORITIES]
    return [("", _("Choose")), (_("Local authorities"), local), (_("Other organisations"), others)]
