"""The designs of certificates, and what programmes give, in the admin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from home.thai.dates import short_date

from ..actions.designs import remove_award
from ..actions.freezing import KIND_TH
from ..forms.awards import AwardForm
from ..forms.designs import FACTS, DesignForm
from ..models import CertificateDesign, ProgrammeAward
from ..queries.designs import designs_with_counts
from ..samples import LATIN, LONGEST, SHORT
from . import designs

SAMPLES = {
    SHORT: _("A short name"),
    LONGEST: _("The longest name, with a royal title and Pali marks"),
    LATIN: _("A name in Latin letters"),
}


class NeverDeleted(ModelPermissionPolicy):
    """A design is retired: certificates, and programmes, point at it."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class SayInForm:
    """What an action refuses under its lock is said in the form."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)


class Designing(SayInForm):
    """The form with the page beside it."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "sample_names": SAMPLES.items(),
            "sample_kinds": [(kind.value, kind.label) for kind in KIND_TH],
            "sample_counts": designs.SIGNATORIES,
        }


class AddDesign(Designing, CreateView):
    template_name = "certificates/designing/create.html"


class EditDesign(Designing, EditView):
    template_name = "certificates/designing/edit.html"


class DeleteDesign(DeleteView):
    """Says kindly why not, and what to do instead."""

    def dispatch(self, request, *args, **kwargs):
        design = CertificateDesign.objects.filter(pk=kwargs.get("pk")).first()
        if design and designs.may_design(request.user):
            said = gettext(
                "A design is not deleted: certificates keep the look they were issued with. Retire it instead."
            )
            messages.error(request, said)
            return redirect("wagtailsnippets_certificates_certificatedesign:versions", design.pk)
        return super().dispatch(request, *args, **kwargs)


class DesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "doc-full"
    menu_label = _("Designs of certificates")
    list_display = [
        "name",
        Column("version", label=_("Version"), accessor="version", sort_key="version"),
        Column("issued", label=_("Certificates"), accessor="issued", sort_key="issued"),
        Column("given", label=_("Programmes"), accessor="given", sort_key="given"),
        Column("retired_at", label=_("Retired"), accessor=lambda design: short_date(design.retired_at) or "–"),
    ]
    search_fields = ["name"]
    copy_view_enabled = False
    add_view_class = AddDesign
    edit_view_class = EditDesign
    delete_view_class = DeleteDesign
    create_template_name = AddDesign.template_name
    edit_template_name = EditDesign.template_name
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("paper"), FieldPanel("orientation")]),
                    *(FieldPanel(name) for name in ("ground", "ground_picture", "emblem", "emblem_picture")),
                    *(FieldPanel(name) for name in ("heading", "qr_place")),
                ],
                _("The page"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("languages"), FieldPanel("numerals")]),
                    HelpPanel(FACTS, "certificates/designing/chips.html", heading=_("Facts for the texts")),
                    *(FieldPanel(text) for text in ("presented", "deed", "closing")),
                    *(FieldPanel(text) for text in ("presented_en", "deed_en", "closing_en")),
                ],
                _("Words"),
            ),
        ],
        base_form_class=DesignForm,
    )

    @property
    def permission_policy(self):
        return NeverDeleted(self.model)

    def get_queryset(self, request):
        return designs_with_counts()

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("look/", designs.preview, name="look"),
            path("look/<int:pk>/", designs.preview, name="look_again"),
            path("versions/<int:pk>/", designs.versions, name="versions"),
            path("versions/<int:pk>/<int:number>.png", designs.version_picture, name="version_picture"),
            path("retire/<int:pk>/", designs.retire, name="retire"),
        ]

    def register_chooser_viewset(self):
        """A programme's document has a list of its own to choose from."""


class RemoveAward(DeleteView):
    def delete_action(self):
        remove_award(award=self.object, actor=self.request.user)


class AwardIndex(IndexView):
    def _get_title_column(self, *args, **kwargs):
        column = super()._get_title_column(*args, **kwargs)
        column.label = _("Programme")
        return column


class AddAward(SayInForm, CreateView):
    pass


class EditAward(SayInForm, EditView):
    pass


class AwardViewSet(SnippetViewSet):
    model = ProgrammeAward
    icon = "form"
    menu_label = _("Documents of programmes")
    list_display = [
        "programme",
        Column("purpose", label=_("For"), accessor="get_purpose_display", sort_key="purpose"),
        Column("kind", label=_("Kind of document"), accessor="get_kind_display", sort_key="kind"),
        "design",
        "valid_months",
        Column("by_rule", label=_("By rule"), accessor=lambda award: _("Yes") if award.by_rule else "–"),
    ]
    list_filter = ["purpose", "kind"]
    search_fields = ["programme__title"]
    copy_view_enabled = False
    index_view_class = AwardIndex
    add_view_class = AddAward
    edit_view_class = EditAward
    delete_view_class = RemoveAward
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("programme"), FieldPanel("purpose")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("design")]),
            FieldRowPanel([FieldPanel("valid_months"), FieldPanel("by_rule")]),
        ],
        base_form_class=AwardForm,
    )

    def get_queryset(self, request):
        # Each with its programme and design; one query.
        return ProgrammeAward.objects.select_related("programme", "design")

    def register_chooser_viewset(self):
        """Nobody chooses them."""
