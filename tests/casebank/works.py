"""Ways in which a work is withheld from the public: each must leave no trace in what machines read."""

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction


def draft(page):
    page.unpublish()


def retract(page):
    page.retracted_on, page.retraction_reason = timezone.localdate(), "ตัวเลขผิด"
    page.save()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_by_ancestor(page):
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="คณะทำงาน"))


WITHHELD = [draft, retract, restrict, restrict_by_ancestor]
