"""Roll-call of a session: made for a phone in a full room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..actions.sessions import close_session, record_attendance
from ..choices import AttendanceStatus
from ..forms.managing import marks_in
from ..queries.managing import roll_of
from .managing import session_to_manage

COLOURS = {"present": "s-ok", "late": "s-warn", "leave": "s-info", "absent": "s-danger"}


@login_required
@require_http_methods(["GET", "POST"])
def rollcall(request, pk):
    """Mark who came; close when nobody is left unmarked."""
    session = session_to_manage(request.user, pk)
    people, counts = roll_of(session)
    problem = ""
    if request.method == "POST":
        marks = marks_in(request.POST, people)
        try:
            _keep(request, session, marks)
            return redirect("cohorts:rollcall", pk)
        except ValidationError as error:
            problem = " ".join(error.messages)
            people, counts = roll_of(session)
            for enrolment in people:
                enrolment.mark = marks.get(enrolment.pk, enrolment.mark)
    context = {
        "session": session,
        "cohort": session.cohort,
        "people": people,
        "counts": [(status, status.label, counts[status]) for status in AttendanceStatus],
        "left": counts["left"],
        "marks": [(status, status.label, COLOURS[status]) for status in AttendanceStatus],
        "problem": problem,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "cohorts/managing/rollcall.html", context, status=422 if problem else 200)


def _keep(request, session, marks):
    """The marks are kept even when the session cannot be closed yet."""
    count = record_attendance(
        session=session, marks=marks, actor=request.user, reason=request.POST.get("reason", "")[:300]
    )
    if request.POST.get("act") == "close":
        close_session(session=session, actor=request.user)
        messages.success(request, _("The roll-call is closed and the hours count."))
    else:
        messages.success(
            request,
            ngettext("%(count)d mark has been saved.", "%(count)d marks have been saved.", count) % {"count": count},
        )
