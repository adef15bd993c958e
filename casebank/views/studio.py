"""Screens of the editors' desk beside Wagtail's own: taking a page back, and the reviews on the first screen."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from ..actions import curating
from ..forms.studio import AuthorSearch, named
from ..models.curation import Curated
from ..permissions import may_retract


class RetractionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example: the receipts of 2565 were counted twice, so the difference does not hold."),
    )


def retraction(request, page_id):
    """Take a published page back, or undo that, with a reason that readers see; found only by who may."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, Curated) or not may_retract(request.user, page):
        raise PermissionDenied
    form = RetractionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = curating.restore if page.retracted else curating.retract
        done = _("“%(title)s” stands again.") if page.retracted else _("“%(title)s” has been retracted.")
        try:
            act(page=page, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done % {"title": page.title})
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "casebank/studio/retraction.html", {"page": page, "form": form})


class AuthorIndex(IndexView):
    """All authors: the index of the site holds only those who agreed to a page, so it is not asked."""

    def search_queryset(self, queryset):
        return named(queryset, self.search_query or "")


class ChooseAuthor(ChooseView):
    filter_form_class = AuthorSearch


class ChooseAuthorResults(ChooseResultsView):
    filter_form_class = AuthorSearch


class AuthorChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseAuthor
    choose_results_view_class = ChooseAuthorResults


class ReviewPanel(WorkflowObjectsToModeratePanel):
    """Reviews that wait; what is not ready is opened first, and says there what it lacks."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        for state in context["states"]:
            draft = state["revision"].as_object()
            if isinstance(draft, Curated) and draft.gaps_for_publication(state["revision"]):
                state["actions"] = [action for action in state["actions"] if action[0] != "approve"]
        return context
