"""What site search finds in the bank beside its pages: the authors who agreed to a page of their own."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.search import sources

from .models import Contributor


def people():
    return Contributor.objects.filter(public=True)


def about(person):
    """What the excerpt is cut from, in the reader's language."""
    told = (person.about_en if get_language() == "en" else "") or person.about_th
    return " ".join(part for part in (person.affiliation, told) if part)


def register():
    sources.public(
        sources.Source(
            slug="person",
            label=_("person"),
            objects=people,
            address=lambda person: reverse("casebank:person", args=[person.pk]),
            text=about,
            institute=lambda person: person.institute,
        )
    )
