from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users import apps as wagtail_users


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")


class PeopleConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's users app with our screens; named in INSTALLED_APPS in the place of "wagtail.users"."""

    default = False
    user_viewset = "accounts.views.people.PersonViewSet"
