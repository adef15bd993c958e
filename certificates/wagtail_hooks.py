"""What registrars keep in the admin: signatories, designs, what programmes give; what the register knows of people."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .actions.designs import remove_award
from .actions.rule import ask_for_rule
from .forms.admin import SignatoryForm
from .models import ProgrammeAward, Signatory
from .queries.names import personal_names
from .queries.register import personal_data
from .views.design_desk import AwardViewSet, DesignViewSet

# The copy of one's own data (accounts/queries.py).
hooks.register("register_personal_data", personal_data)
hooks.register("register_personal_data", personal_names)
hooks.register("enrolment_completed", ask_for_rule)


class SignatoryViewSet(SnippetViewSet):
    model = Signatory
    icon = "edit"
    menu_label = _("Signatories")
    list_display = ["name", "post", "valid_from", "valid_to"]
    search_fields = ["name", "name_en", "post"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("name"), FieldPanel("post"), FieldPanel("acting_for")], _("As printed")),
            MultiFieldPanel(
                [FieldPanel("name_en"), FieldPanel("post_en"), FieldPanel("acting_for_en")], _("In English")
            ),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("order")]),
        ],
        base_form_class=SignatoryForm,
    )


@hooks.register("before_bulk_action")
def remove_awards_with_a_trace(request, action_type, objects, action_class_instance):
    """Many at once leave the same entries in the audit trail as one by one."""
    awards = [found for found in objects if isinstance(found, ProgrammeAward)]
    if action_type == "delete" and awards:
        for award in awards:
            remove_award(award=award, actor=request.user)
        messages.success(request, _("What you chose has been removed."))
        return redirect("wagtailsnippets_certificates_programmeaward:list")


class CertificateGroup(SnippetViewSetGroup):
    items = (DesignViewSet, AwardViewSet, SignatoryViewSet)
    menu_icon = "doc-full"
    menu_label = _("Certificates")
    menu_name = "certificates"
    menu_order = 220


register_snippet(CertificateGroup)
