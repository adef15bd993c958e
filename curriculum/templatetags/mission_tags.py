"""What teaches researchers, on the pages of the missions that are about them."""

from django import template

from ..choices import ProgrammeKind
from ..models import ProgrammePage
from ..queries import courses_of

register = template.Library()

RESEARCHERS, UNIVERSITIES = 1, 2


@register.simple_tag
def taught_for(mission):
    """{% taught_for page as taught %}: the researchers' programmes, or for universities the courses of them."""
    if mission.number not in (RESEARCHERS, UNIVERSITIES):
        return []
    found = ProgrammePage.objects.live().public().filter(locale_id=mission.locale_id, kind=ProgrammeKind.RESEARCHER)
    programmes = list(found.order_by("path"))
    if mission.number == RESEARCHERS:
        return programmes
    return [course for programme in programmes for course in courses_of(programme)]
