"""People in the editors' desk; named in the Wagtail users app's configuration."""

from wagtail.users.views.users import CreateView, EditView, UserViewSet

from ..actions import note_roles
from ..forms.staff import PersonCreationForm, PersonEditForm


class PersonCreateView(CreateView):
    def save_instance(self):
        person = super().save_instance()
        note_roles(actor=self.request.user, user=person)
        return person


class PersonEditView(EditView):
    def save_instance(self):
        person = super().save_instance()
        note_roles(actor=self.request.user, user=person)
        return person


class PersonViewSet(UserViewSet):
    """Wagtail's screens for a user model whose name is the address; who gets which role goes to the audit trail."""

    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = "accounts/person_create.html"
    edit_template_name = "accounts/person_edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
