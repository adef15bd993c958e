"""The editors' desk: the academy's colours, and only the menus that editors here have a use for."""

from django.http import Http404
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as pictures
from wagtail.snippets.models import register_snippet

from .permissions import reads_document, sees_files_of_others
from .views.search_desk import SearchViewSetGroup

# Menus of Wagtail that lead nowhere here: help pages on other hosts, and settings that the code decides.
UNNEEDED = {"help"}
UNNEEDED_SETTINGS = {"collections", "locales", "sites"}


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("home/css/cms.css"))


@hooks.register("construct_main_menu")
def hide_unneeded_menus(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in UNNEEDED]


@hooks.register("construct_settings_menu")
def hide_unneeded_settings(request, menu_items):
    """The administrator still reaches them by address; an editor is not led to them."""
    menu_items[:] = [item for item in menu_items if item.name not in UNNEEDED_SETTINGS]


@hooks.register("before_serve_document")
def documents_follow_their_pages(document, request):
    """After Wagtail's own question about the collection: what one may not see is not there."""
    if not reads_document(request, document):
        raise Http404


# --- files of others ---
# Choosers and lists of pictures and documents all ask the policy for what one may choose or change.
def only_own(policy):
    """Let a policy offer what others brought to editors alone."""
    by_rights = policy.instances_user_has_any_permission_for

    def found(user, actions):
        files = by_rights(user, actions)
        return files if sees_files_of_others(user) or not user.is_authenticated else files.filter(uploaded_by_user=user)

    policy.instances_user_has_any_permission_for = found


only_own(pictures)
only_own(documents)


class OwnPictures(ImagesAdminAPIViewSet):
    def get_queryset(self):
        return pictures.instances_user_has_any_permission_for(self.request.user, ["choose"]).order_by("id")


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        return documents.instances_user_has_any_permission_for(self.request.user, ["choose"]).order_by("id")


# After Wagtail's own, which ask nobody.
@hooks.register("construct_admin_api", order=1)
def files_in_the_desk_s_api(router):
    router.register_endpoint("images", OwnPictures)
    router.register_endpoint("documents", OwnDocuments)


register_snippet(SearchViewSetGroup)
