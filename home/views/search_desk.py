"""The editors' desk of search: synonyms, picks, and the questions that found nothing."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ..models import Miss, Pick, Synonym


class LookAndRemove(ModelPermissionPolicy):
    """What readers asked is looked at and removed, but never written by hand."""

    def user_has_permission(self, user, action):
        return action in {"view", "delete"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = [Column("short", label=_("Word or abbreviation"), sort_key="sort_key"), "long"]
    search_fields = ["short", "long"]
    list_per_page = 100
    copy_view_enabled = False


class PickViewSet(SnippetViewSet):
    model = Pick
    icon = "pick"
    menu_label = _("Editors' picks")
    list_display = [Column("words", label=_("Question"), sort_key="sort_key"), "page", "sort_order"]
    search_fields = ["words", "page__title"]
    list_per_page = 100
    copy_view_enabled = False

    def get_queryset(self, request):
        return Pick.objects.select_related("page")


class MissViewSet(SnippetViewSet):
    """Most frequent first: what readers want and the site lacks, or names differently."""

    model = Miss
    icon = "search"
    menu_label = _("Questions without an answer")
    list_display = ["query", "count", DateColumn("last_at", label=_("Last time"), sort_key="last_at")]
    search_fields = ["query"]
    list_per_page = 100
    copy_view_enabled = False
    inspect_view_enabled = True
    permission_policy = LookAndRemove(Miss)

    def register_chooser_viewset(self):
        """Nobody chooses them; Wagtail's chooser would show them to everyone who works at the desk."""


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, PickViewSet, MissViewSet)
    menu_icon = "search"
    menu_label = _("Site search")
    menu_name = "site-search"
    menu_order = 330
