"""How allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .mail import deliver


class AccountAdapter(DefaultAccountAdapter):
    """Anyone may open an account; the address is kept in lower case; mails carry our design and both languages."""

    # The same English as allauth's, so that our catalogue gives the Thai: its own is uneven.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is currently inactive."),
        "cannot_remove_primary_email": _("You cannot remove your primary email address."),
        "duplicate_email": _("This email address is already associated with this account."),
        "email_password_mismatch": _("The email address and/or password you specified are not correct."),
        "email_taken": _("A user is already registered with this email address."),
        "enter_current_password": _("Please type your current password."),
        "incorrect_password": _("Incorrect password."),
        "invalid_password_reset": _("The password reset token was invalid."),
        "max_email_addresses": _("You cannot add more than %d email addresses."),
        "too_many_login_attempts": _("Too many failed login attempts. Try again later."),
        "unverified_primary_email": _("Your primary email address must be verified."),
        "rate_limited": _("Be patient, you are sending too many requests."),
    }

    def clean_email(self, email):
        return super().clean_email(email).lower()

    def send_mail(self, template_prefix, email, context):
        """Send at once, in the language of the screen. When the mail server is away the person is told, not dropped."""
        request = current.request
        context = {"request": request, "email": email, "current_site": get_current_site(request)} | context
        if not deliver(self.render_mail(template_prefix, email, context)) and request:
            text = gettext("The mail could not be sent just now. Please try again in a few minutes.")
            messages.error(request, text)

    def get_password_change_redirect_url(self, request):
        """Back to the profile: the work with the password is done."""
        return reverse("accounts:profile")
