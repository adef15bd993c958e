"""The bank in the editors' desk: its vocabulary and authors, drafts kept among those who write them, retraction; and
the rules that keep teaching notes where they belong."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .forms.studio import NAMES, ContributorForm
from .models import CaseFile, CasePage, Contributor, PageVersion, Term
from .models.curation import Curated
from .permissions import may_retract, reads_teaching_notes
from .queries.desk import hidden_drafts, pages_not_ready
from .queries.personal import personal_data
from .sitemaps import SITEMAPS
from .views.studio import AuthorChooserViewSet, AuthorIndex, ReviewPanel, retraction


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Themes and methods")
    menu_name = "terms"
    list_display = ["name_th", "name_en", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name_th", "name_en", "code"]
    ordering = ["kind", "name_th"]
    inspect_view_enabled = True


PUBLIC_PAGE = ("public", "about_th", "about_en")


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    menu_label = _("Authors")
    menu_name = "authors"
    list_display = ["__str__", "affiliation", "public"]
    list_filter = ["institute", "public"]
    search_fields = NAMES
    index_view_class = AuthorIndex
    chooser_viewset_class = AuthorChooserViewSet
    ordering = ["sort_key"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("given_name_th"), FieldPanel("family_name_th")]),
            FieldRowPanel([FieldPanel("given_name_en"), FieldPanel("family_name_en")]),
            FieldRowPanel([FieldPanel("affiliation_th"), FieldPanel("affiliation_en")]),
            FieldRowPanel([FieldPanel("institute"), FieldPanel("orcid")]),
            FieldPanel("user", permission="casebank.change_contributor"),
            # Who writes adds authors; a page about somebody is published by those who edit.
            MultiFieldPanel(
                [FieldPanel(name, permission="casebank.change_contributor") for name in PUBLIC_PAGE], _("public page")
            ),
            FieldPanel("illustrative"),
        ],
        base_form_class=ContributorForm,
    )


register_snippet(TermViewSet)
register_snippet(ContributorViewSet)


# --- drafts ---
@hooks.register("construct_explorer_page_queryset")
def list_own_drafts(parent_page, pages, request):
    return pages.exclude(pk__in=hidden_drafts(request.user))


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_drafts(pages, request):
    return pages.exclude(pk__in=hidden_drafts(request.user))


# The desk's search, its API and its history of the site know no such hook: they all ask the policy for what one may
# explore, so that is where the rule stands for them.
explorable_by_rights = PagePermissionPolicy.explorable_instances


def explorable_without_hidden_drafts(policy, user):
    return explorable_by_rights(policy, user).exclude(pk__in=hidden_drafts(user))


PagePermissionPolicy.explorable_instances = explorable_without_hidden_drafts


# --- review and publication ---
@hooks.register("construct_homepage_panels")
def review_what_is_ready(request, panels):
    panels[:] = [ReviewPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel for panel in panels]


@hooks.register("before_bulk_action")
def publish_what_is_ready(request, action_type, objects, action_class_instance):
    """Many pages at once: none of them if one lacks something, and said which."""
    if action_type != "publish":
        return None
    lacking = pages_not_ready([page for page in objects if isinstance(page, Page)])
    for page, gaps in lacking:
        said = " ".join(str(text) for text in gaps.values())
        messages.error(request, _("“%(title)s” is not ready: %(gaps)s") % {"title": page.title, "gaps": said})
    return redirect("wagtailadmin_explore", lacking[0][0].get_parent().pk) if lacking else None


# --- retraction ---
@hooks.register("register_admin_urls")
def retraction_address():
    return [path("pages/<int:page_id>/retraction/", retraction, name="casebank_retraction")]


@hooks.register("register_page_header_buttons")
def retraction_button(page, user, view_name, next_url=None):
    page = page.specific
    if isinstance(page, Curated) and page.live and may_retract(user, page):
        label = _("Undo the retraction") if page.retracted else _("Retract")
        yield Button(label, reverse("casebank_retraction", args=[page.pk]), icon_name="warning", priority=70)


# Before the rule for learners' records (cohorts/wagtail_hooks.py), which knows less about a case.
@hooks.register("before_delete_page", order=-1)
def keep_what_was_published(request, page):
    """What has been published may be cited: it is retracted or unpublished, never deleted."""
    if PageVersion.objects.filter(page__in=page.get_descendants(inclusive=True)).exists():
        messages.error(request, _("This has been published and may be cited, so it cannot be deleted. Retract it."))
        return redirect("wagtailadmin_pages:edit", page.pk)


# --- teaching notes ---


@hooks.register("on_serve_page")
def never_cache_teaching_notes(serve):
    """A case page that shows its teaching note is for that reader alone."""

    def answer(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if isinstance(page, CasePage) and page.teaching_note and reads_teaching_notes(request.user):
            add_never_cache_headers(response)
        return response

    return answer


@hooks.register("hides_place_of_page")
def hide_what_is_for_instructors(page, place, user):
    """Whether a document at this place of a page (home/permissions.py) is kept from the person."""
    if not isinstance(page, CasePage) or reads_teaching_notes(user):
        return False
    field, _dot, rest = place.partition(".")
    if field == "files":
        return CaseFile.objects.filter(pk=rest.partition(".")[0], for_instructors=True).exists()
    return field == "teaching_note"


@hooks.register("register_sitemap")
def map_the_bank():
    return SITEMAPS


# The copy of one's own data (accounts/queries.py).
hooks.register("register_personal_data", personal_data)
