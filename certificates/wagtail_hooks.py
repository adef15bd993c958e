"""What registrars keep in the admin: signatories, designs, what programmes give; what the register knows of people."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .actions.rule import ask_for_rule
from .forms.admin import SignatoryForm
from .models import Signatory
from .queries.register import personal_data
from .views.design_desk import AwardViewSet, DesignViewSet

# The copy of one's own data (accounts/queries.py).
hooks.register("register_personal_data", personal_data)
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
            MultiFieldPanel([FieldPanel("name_en"), FieldPanel("post_en")], _("In English")),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("order")]),
        ],
        base_form_class=SignatoryForm,
    )


class CertificateGroup(SnippetViewSetGroup):
    items = (DesignViewSet, AwardViewSet, SignatoryViewSet)
    menu_icon = "doc-full"
    menu_label = _("Certificates")
    menu_name = "certificates"
    menu_order = 220


register_snippet(CertificateGroup)
