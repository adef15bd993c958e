"""Organisations, provinces and the audit trail in the editors' desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import AuditEntry, Organisation, Province


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Looking is all that anybody may do, a superuser included."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)


class OrganisationFilters(WagtailFilterSet):
    class Meta:
        model = Organisation
        fields = ["state", "kind", "province", "illustrative"]


class OrganisationViewSet(SnippetViewSet):
    """Where people come from. What a person proposed is approved by setting its state to “Listed”."""

    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    menu_order = 320
    add_to_admin_menu = True
    list_display = [
        "name_th",
        Column("kind", accessor="get_kind_display", label=_("Type"), sort_key="kind"),
        "province",
        Column("state", accessor="get_state_display", label=_("State"), sort_key="state"),
    ]
    filterset_class = OrganisationFilters
    search_fields = ["name_th", "name_en"]
    ordering = ["-state", "sort_key"]
    list_per_page = 50
    panels = [
        FieldPanel("state"),
        MultiFieldPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("province")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("code_source")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("successor"),
        FieldPanel("illustrative"),
    ]

    def get_queryset(self, request):
        return Organisation.objects.select_related("province")


class ProvinceViewSet(SnippetViewSet):
    """The 77 provinces come from `manage.py load_reference`; nobody changes them by hand."""

    model = Province
    icon = "site"
    menu_label = _("Provinces")
    add_to_settings_menu = True
    list_display = ["name_th", "name_en", Column("region", accessor="get_region_display", label=_("Region")), "code"]
    list_filter = ["region"]
    search_fields = ["name_th", "name_en"]
    ordering = ["sort"]
    list_per_page = 100
    copy_view_enabled = False
    inspect_view_enabled = True
    permission_policy = ReadOnlyPolicy(Province)


class AuditEntryViewSet(SnippetViewSet):
    """Who did what to which record, newest first."""

    model = AuditEntry
    icon = "history"
    menu_label = _("Audit trail")
    add_to_settings_menu = True
    list_display = ["at", "actor_label", "verb", "target_label", "reason"]
    list_filter = ["verb", "target_type"]
    search_fields = ["actor_label", "verb", "target_label", "target_id", "reason"]
    ordering = ["-at", "-pk"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = True
    permission_policy = ReadOnlyPolicy(AuditEntry)

    def register_chooser_viewset(self):
        """Nobody chooses entries; Wagtail's chooser would show all of them to everyone who works at the desk."""


register_snippet(OrganisationViewSet)
register_snippet(ProvinceViewSet)
register_snippet(AuditEntryViewSet)
