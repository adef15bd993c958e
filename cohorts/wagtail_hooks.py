"""The editors' desk: cohorts with their people, the way to the officers' screens, and pages that must not vanish."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from accounts.choices import Role

from .forms.desk import CohortForm
from .models import Cohort
from .permissions import is_officer
from .queries.files import reads_activity
from .queries.personal import personal_data

# Documents and films of a lesson are given to those who read it (courses/models/activities.py).
hooks.register("reads_activity", reads_activity)
# The copy of one's own data (accounts/queries.py).
hooks.register("register_personal_data", personal_data)


class OfficerPolicy(ModelPermissionPolicy):
    """Officers make and change cohorts; nobody deletes one, since records hang on it."""

    def user_has_permission(self, user, action):
        return action != "delete" and user.is_active and is_officer(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class CohortEditView(EditView):
    def form_valid(self, form):
        """What an action refuses under its lock, because of what came in meanwhile, is said in the form."""
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)


class CohortViewSet(SnippetViewSet):
    model = Cohort
    edit_view_class = CohortEditView
    icon = "group"
    menu_label = _("Cohorts")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["code", "title", "number", "state", "starts_on"]
    list_filter = ["state", "pace"]
    search_fields = ["code", "programme__title"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("programme"), FieldPanel("module")]),
            FieldRowPanel([FieldPanel("code"), FieldPanel("number"), FieldPanel("pace")]),
            FieldRowPanel([FieldPanel("seats"), FieldPanel("waitlist_seats")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("applications_open"), FieldPanel("applications_close")]),
                    FieldRowPanel([FieldPanel("orientation_on"), FieldPanel("ceremony_on")]),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                ],
                _("Dates"),
            ),
            MultiFieldPanel([FieldPanel("instructors"), FieldPanel("reviewers")], _("People")),
            FieldPanel("illustrative"),
        ],
        base_form_class=CohortForm,
    )

    @property
    def permission_policy(self):
        return OfficerPolicy(self.model)


register_snippet(CohortViewSet)


class CohortWorkItem(MenuItem):
    """The way from the editors' desk to the officers' screens."""

    def __init__(self):
        super().__init__(
            _("Cohort work"), reverse_lazy("cohorts:manage"), name="cohort-work", icon_name="calendar-check", order=205
        )

    def is_shown(self, request):
        return bool({Role.OFFICER, Role.REVIEWER} & request.user.roles)


@hooks.register("register_admin_menu_item")
def cohort_work_item():
    return CohortWorkItem()


@hooks.register("before_delete_page")
def keep_pages_with_records(request, page):
    """Learners' records point at this page, or at one beneath it: it can be unpublished, never deleted."""
    if held_by_records([page]):
        _say_unpublish(request)
        return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_many_pages_with_records(request, action_type, objects, action_class_instance):
    """The same for several pages at once."""
    pages = [found for found in objects if isinstance(found, Page)]
    if action_type == "delete" and pages and held_by_records(pages):
        _say_unpublish(request)
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def held_by_records(pages):
    """Whether a foreign key that protects its target points at one of the pages, or at a page beneath them."""
    collector = Collector(using="default")
    try:
        for page in pages:
            collector.collect(page.get_descendants(inclusive=True))
    except ProtectedError:
        return True
    return False


def _say_unpublish(request):
    messages.error(request, _("Learners’ records point at this page, so it cannot be deleted. Unpublish it instead."))
