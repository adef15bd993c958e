"""A case and its authors in the editors' desk: what a draft may lack, and a review and a publication may not."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm

from accounts.models import User
from home.models.access import institutes_of
from home.thai.text import normalise

from ..actions.proposing import next_code
from ..models import CasePage, Contributor
from .curated import CuratedForm
from .fields import CaseCodesField, GoalsField, YearField

# What an editor has seen the proof of no longer holds once one of these is changed.
CONSENT = {"names_people", "consent_given", "consent_note"}
# Markup and addresses, which have rules of their own.
NOT_PLAIN = {"slug", "teaching_note", "doi"}
# By which an author is found at the desk.
NAMES = ["given_name_th", "family_name_th", "given_name_en", "family_name_en"]


class CaseForm(CuratedForm):
    """Rules that only a review or a publication asks (requirements.py) leave a draft alone; nothing typed is lost."""

    year = YearField(label=_("year"), help_text=_("In either era, for example 2569 or 2026."))
    sdgs = GoalsField(label=_("Sustainable Development Goals"))
    adopted_from = CaseCodesField(
        label=_("adopted from"),
        help_text=_("Codes of the cases that this one learnt from, with commas: CASE-LEDI-01, CASE-CDI-02."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.instance
        locale = case.locale if case.locale_id else self.parent_page.locale
        self.fields["adopted_from"].offer(locale, but=case.pk)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("The same in both languages; if empty, the next one of the institute.")
        if case.pk is None:
            self.initial |= {"year": timezone.localdate().year, "institute": self._institute_of_author()}

    def _institute_of_author(self):
        mine = institutes_of(self.for_user) if self.for_user else ()
        if len(mine) == 1:
            return next(iter(mine))
        author = Contributor.objects.filter(user=self.for_user).first()
        return author.institute if author else ""

    def clean(self):
        self._give_code()
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str) and name not in NOT_PLAIN:
                data[name] = normalise(value)
        self._check_code(data.get("code"))
        if self.stage == "publication":
            self._check_institute(data.get("institute"))
        return data

    def _give_code(self):
        """Before the address is made, which comes from the code."""
        data = self.cleaned_data
        if data.get("institute") and "code" in data:
            data["code"] = normalise(data["code"]) or next_code(data["institute"])

    def _check_code(self, code):
        """One code, one case: the translations of a case share it."""
        others = CasePage.objects.filter(code=code).exclude(translation_key=self.instance.translation_key)
        if code and others.exists():
            self.add_error("code", _("Another case has this code. Choose the next free number."))

    def _check_institute(self, institute):
        mine = institutes_of(self.for_user)
        if mine and institute and institute not in mine and not self.for_user.is_superuser:
            self.add_error("institute", _("You publish for your own institute. Send a case of another one for review."))

    def _post_clean(self):
        super()._post_clean()
        if "consent_checked" not in self.fields and CONSENT & set(self.changed_data):
            self.instance.consent_checked = False


def named(authors, text):
    """Those of the authors in whose names every word of a text stands, in any order."""
    for word in text.split():
        part = Q()
        for name in NAMES:
            part |= Q(**{f"{name}__icontains": word})
        authors = authors.filter(part)
    return authors


class AuthorSearch(BaseFilterForm):
    """Finds authors to choose by any part of a name, also those who have no public page and so stand in no index."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")}))

    def filter(self, objects):
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        return named(objects, self.search_query)


class ContributorForm(WagtailAdminModelForm):
    """The account is named by its address, so that no list of all accounts is shown to anybody."""

    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        to_field_name="email",
        required=False,
        label=_("account"),
        help_text=_("E-mail address of the author’s account here: it lets the author edit the cases written together."),
        widget=forms.EmailInput,
        error_messages={"invalid_choice": _("No account has this address.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "user" in self.fields:
            self.initial["user"] = self.instance.user

    def clean_user(self):
        user = self.cleaned_data["user"]
        taken = user and Contributor.objects.filter(user=user).exclude(pk=self.instance.pk).first()
        if taken:
            raise forms.ValidationError(_("This account belongs to the author %(name)s.") % {"name": taken.name})
        return user
