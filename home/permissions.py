"""Who may read a document of the pages: whoever may see a place where one of them shows it. Who looks after jobs."""

from collections import defaultdict

from wagtail import hooks
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex

from accounts.choices import Role

MIND_JOBS = {Role.OFFICER, Role.REGISTRAR}


def reads_document(request, document):
    """Whether this reader may have it: those who choose documents at the desk may, the others where a page shows it.

    A document that no page shows is nobody's but the desk's: it may be waiting in a draft. Three queries.
    """
    if permission_policy.user_has_any_permission_for_instance(request.user, ["change", "choose"], document):
        return True
    places = _places(document)
    pages = Page.objects.filter(pk__in=places).specific()
    return any(
        page.opens_to(request) and any(_shows(page, place, request.user) for place in places[page.pk])
        for page in pages
        if hasattr(page, "opens_to")
    )


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
