"""Who may read a document of the pages: whoever may see a place where one of them shows it. Who looks after jobs."""

from collections import defaultdict

from wagtail import hooks
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.choices import Role

MIND_JOBS = {Role.OFFICER, Role.REGISTRAR}


def reads_document(request, document):
    """Whether this reader may have it: who brought it and who works on a page in which it stands may, the others where
    a page shows it.

    A document that no page shows may be waiting in a draft: besides who brought it, it is for editors alone. Four
    queries.
    """
    user = request.user
    if user.is_authenticated and (user.is_superuser or document.uploaded_by_user_id == user.pk):
        return True
    places = _places(document)
    if _works_on(user, document, places):
        return True
    pages = Page.objects.filter(pk__in=places).specific()
    return any(
        page.opens_to(request) and any(_shows(page, place, request.user) for place in places[page.pk])
        for page in pages
        if hasattr(page, "opens_to")
    )


def sees_files_of_others(user):
    """Whose lists of pictures and documents at the desk hold what others brought: it may stand in drafts alone."""
    return user.is_authenticated and (user.is_superuser or Role.EDITOR in user.roles)


def _works_on(user, document, places):
    """Editors on all pages that they may find at the desk, and what stands nowhere; authors on their own drafts."""
    if not permission_policy.user_has_any_permission_for_instance(user, ["change", "choose"], document):
        return False
    edits = sees_files_of_others(user)
    if not places:
        return edits
    found = PagePermissionPolicy().explorable_instances(user).filter(pk__in=places)
    return (found if edits else found.filter(live=False)).exists()


def minds_jobs(user):
    """Whether a person looks after mails and documents that failed: those whose work set them off."""
    return user.is_authenticated and bool(MIND_JOBS & user.roles)


def _shows(page, place, user):
    """Whether what stands at this place of a page is for this person; apps say for which places it may not be."""
    return not any(hides(page, place, user) for hides in hooks.get_hooks("hides_place_of_page"))


def _places(document):
    """{id of a page: [where in it the document stands, for example "files.7.document"]}."""
    found = defaultdict(list)
    pages = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    for pk, path in pages.filter(base_content_type__model="page").values_list("object_id", "content_path"):
        found[int(pk)].append(path)
    return found
