"""Places in the lists where revocation of badges is told (certificates/badges/status.py)."""

import secrets

from ..badges.status import SIZE
from ..models import Certificate, StatusList

# A list takes new places until it is three quarters full: drawing a free one stays quick.
FILLED = SIZE * 3 // 4
AT_ONCE = 500


def take_places(count):
    """[(StatusList, place)] that nobody has, at random, inside the caller's transaction; opens lists as needed."""
    found = []
    while len(found) < count:
        status_list = _open_list()
        room = min(count - len(found), FILLED - status_list.used)
        found += [(status_list, place) for place in _drawn(status_list, room)]
        status_list.used += room
        status_list.save(update_fields=["used"])
    return found


def _open_list():
    """The newest list, locked, or the next where that is filled."""
    newest = StatusList.objects.select_for_update().order_by("-number").first()
    if newest and newest.used < FILLED:
        return newest
    StatusList.objects.get_or_create(number=newest.number + 1 if newest else 1)
    return StatusList.objects.select_for_update().order_by("-number").first()


def _drawn(status_list, count):
    """So many free places, in the order in which they were drawn: it tells nobody who was issued when."""
    found = {}
    while len(found) < count:
        drawn = secrets.SystemRandom().sample(range(SIZE), min(AT_ONCE, count - len(found)))
        theirs = Certificate.objects.filter(status_list=status_list, status_place__in=drawn)
        taken = set(theirs.values_list("status_place", flat=True))
        found |= dict.fromkeys(place for place in drawn if place not in taken and place not in found)
    return list(found)
