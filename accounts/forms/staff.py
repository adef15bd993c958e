"""People in the editors' desk: an address, the Thai name and the roles, without a user name."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm

from ..choices import Role
from .profile import TidyCharField


class RolesField(forms.ModelMultipleChoiceField):
    """Groups, called by the name of their role where they are one."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return Role(group.name).label if group.name in Role.values else group.name


class PersonFields(UserForm):
    """Shared by adding and changing a person."""

    prefix = TidyCharField(label=_("title"), max_length=60, required=False)
    first_name = TidyCharField(label=_("first name (Thai)"), max_length=100)
    last_name = TidyCharField(label=_("surname (Thai)"), max_length=100)
    groups = RolesField(Group.objects.order_by("name"), label=_("Roles"), required=False)

    def clean_email(self):
        """One person has one account, however the address is typed."""
        return self.cleaned_data["email"].strip().lower()


class PersonCreationForm(PersonFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"prefix"}


class PersonEditForm(PersonFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"prefix"}
