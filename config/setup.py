"""What every installation needs before it has content: groups, permissions, review workflows, the page skeleton."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowTask

from accounts.choices import Role
from home.choices import INSTITUTE_SHORT, Institute
from home.models.access import editors_group, workflow_name

# Rights in the Wagtail admin by role; page rights are given below.
ADMIN_RIGHTS = {
    Role.EDITOR: [
        "wagtailadmin.access_admin",
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
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
    ],
}


def set_up():
    """Idempotent; run at every deployment by `manage.py setup_site`."""
    call_command("load_reference")
    for role, rights in ADMIN_RIGHTS.items():
        grant(Group.objects.get_or_create(name=role)[0], rights)
    for institute in Institute:
        group = Group.objects.get_or_create(name=editors_group(institute))[0]
        for home in Page.objects.filter(depth=2):
            give_pages(group, home, ["add_page", "change_page", "publish_page"])
        set_up_workflow(institute, group)


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


def set_up_workflow(institute, group):
    """One review by the institute's editors before a page is published."""
    name = workflow_name(institute)
    workflow = Workflow.objects.get_or_create(name=name)[0]
    task = GroupApprovalTask.objects.get_or_create(name=f"{name} ({INSTITUTE_SHORT[institute]})"[:255])[0]
    task.groups.add(group)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
