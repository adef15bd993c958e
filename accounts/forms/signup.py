"""Opening an account: an address, a password, and a tick. Everything else is asked when it is needed."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import note_privacy_notice_read


class SignupForm(AllauthSignupForm):
    notice = forms.BooleanField(
        label=_("I have read the privacy notice"),
        error_messages={"required": _("Tick this box when you have read the privacy notice.")},
    )
    field_order = ["email", "password1", "notice"]

    def custom_signup(self, request, user):
        """Called by allauth once the account stands."""
        super().custom_signup(request, user)
        note_privacy_notice_read(user=user)
