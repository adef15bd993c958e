"""What every installation needs before it has content: groups, permissions, review workflows, the page skeleton."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowTask,
)

from accounts.choices import Role
from casebank.actions.harvesting import note_works
from casebank.models import CaseIndexPage
from courses.actions import keep_all_words
from home.choices import INSTITUTE_SHORT, Institute
from home.files import move_documents
from home.models.access import editors_group, workflow_name

# Rights in the Wagtail admin by role; rights on pages, pictures and documents are given below.
ADMIN_RIGHTS = {
    Role.INSTRUCTOR: ["wagtailadmin.access_admin", "casebank.add_contributor", "casebank.view_contributor"],
    Role.EDITOR: [
        "wagtailadmin.access_admin",
        "casebank.check_consent",
        "casebank.retract_case",
        *[f"casebank.{right}_{model}" for model in ("contributor", "term") for right in ("view", "add", "change")],
        "casebank.delete_term",
        *[f"courses.{right}_{model}" for model in ("question", "rubric") for right in ("view", "add", "change")],
        "simple_translation.submit_translation",
        *[f"home.{right}_{model}" for model in ("synonym", "pick") for right in ("view", "add", "change", "delete")],
        "home.view_miss",
        "home.delete_miss",
    ],
    Role.OFFICER: [
        "wagtailadmin.access_admin",
        "cohorts.view_cohort",
        "cohorts.add_cohort",
        "cohorts.change_cohort",
        "accounts.view_organisation",
        "accounts.change_organisation",
        "accounts.add_organisation",
        "accounts.view_province",
    ],
    Role.REGISTRAR: [
        "wagtailadmin.access_admin",
        "certificates.view_signatory",
        "certificates.add_signatory",
        "certificates.change_signatory",
        *[f"certificates.{right}_certificatedesign" for right in ("view", "add", "change")],
        *[f"certificates.{right}_programmeaward" for right in ("view", "add", "change", "delete")],
    ],
}


# Rights on pictures and documents, which Wagtail asks of the collection they stand in.
FILE_RIGHTS = {
    Role.INSTRUCTOR: ["add_image", "choose_image", "add_document", "choose_document"],
    Role.EDITOR: ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
}

GENERAL_REVIEW = "ตรวจทานทั่วไป"


def set_up():
    """Idempotent; run at every deployment by `manage.py setup_site`."""
    name_site()
    name_general_review()
    call_command("load_reference")
    keep_all_words()
    move_documents()
    for role, rights in ADMIN_RIGHTS.items():
        grant(Group.objects.get_or_create(name=role)[0], rights)
    for role, rights in FILE_RIGHTS.items():
        give_files(Group.objects.get(name=role), rights)
    # Instructors write cases: who may only add pages edits the own drafts and publishes nothing.
    for index in CaseIndexPage.objects.all():
        give_pages(Group.objects.get(name=Role.INSTRUCTOR), index, ["add_page"])
    for institute in Institute:
        group = Group.objects.get_or_create(name=editors_group(institute))[0]
        for home in Page.objects.filter(depth=2):
            give_pages(group, home, ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"])
        set_up_workflow(institute, group)
    note_works()


def name_general_review():
    """Wagtail's own review, for pages without an institute, in the words of the academy."""
    Workflow.objects.filter(name="Moderators approval").update(name=GENERAL_REVIEW)
    Task.objects.filter(name="Moderators approval").update(name=GENERAL_REVIEW)


def name_site():
    """Whole addresses, as in the map of the site and in Wagtail's mails, begin as BASE_URL does."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()
    Page.objects.filter(depth=1).update(title=settings.WAGTAIL_SITE_NAME, draft_title=settings.WAGTAIL_SITE_NAME)


def grant(group, rights):
    for right in rights:
        app, codename = right.split(".")
        permission = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
        if permission:
            group.permissions.add(permission)


def give_pages(group, page, codenames):
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def give_files(group, codenames):
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=codenames, content_type__app_label__startswith="wagtail"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def set_up_workflow(institute, group):
    """One review by the institute's editors before a page is published."""
    name = workflow_name(institute)
    workflow = Workflow.objects.get_or_create(name=name)[0]
    task = GroupApprovalTask.objects.get_or_create(name=f"{name} ({INSTITUTE_SHORT[institute]})"[:255])[0]
    task.groups.add(group)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
