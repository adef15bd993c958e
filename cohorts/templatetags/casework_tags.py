"""Cases in class on the public page of a case, which stands below this app."""

from django import template

from accounts.choices import Role

from ..queries.casework import classes_with, classrooms_of, times_taught

register = template.Library()


@register.inclusion_tag("cohorts/casework/teach_with.html", takes_context=True)
def teach_with(context, case):
    """{% teach_with page %}: in how many cohorts a case was taught; for instructors the way into their own class.

    One query for everyone else. What an instructor sees is of their own cohorts, so it is never kept for others.
    """
    request = context.get("request")
    found = {"case": case, "taught": times_taught(case), "rooms": None}
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated or Role.INSTRUCTOR not in user.roles or not case.pk:
        return found
    request.for_one_reader = True
    rooms = classrooms_of(user)
    by_id = {room.pk: room for room in rooms}
    used = classes_with(case, rooms)
    for case_class in used:
        case_class.cohort = by_id[case_class.cohort_id]
    open_rooms = [] if case.retracted else [room for room in rooms if room.places]
    taken = {case_class.cohort_id for case_class in used}
    chosen = next((room.first_place for room in sorted(open_rooms, key=lambda room: room.pk in taken)), None)
    return found | {"rooms": open_rooms, "used": used, "chosen": chosen, "retracted": case.retracted}
