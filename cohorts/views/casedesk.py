"""Using cases in class: attaching one by one click, its board with the teaching note beside it, what was taught."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Locale

from accounts.choices import Role
from casebank.models import CasePage
from casebank.permissions import reads_teaching_notes

from ..actions.board import hide_post, show_post
from ..actions.casework import attach_case, change_class, close_class, remove_class, reopen_class
from ..choices import CohortState
from ..forms.casework import CaseFilter, ClassForm, HideForm, SayForm, grouped, place_in
from ..models import BoardPost, Cohort
from ..permissions import may_teach
from ..queries.admission import with_titles
from ..queries.board import board_of
from ..queries.casework import TEACHABLE, cases_of_author, classes_of, default_place, places_of
from ..queries.teaching import teaches
from .casework import class_or_404, may_say, place_of, say_it, shown_part, with_forms

CASES = 12  # on one page


@login_required
@require_safe
def my_cases(request):
    """Where and how often one's own cases were taught, and what learners asked."""
    return render(request, "cohorts/casework/my_cases.html", {"rows": cases_of_author(request.user)})


@login_required
@require_POST
def attach(request, pk):
    """One click: cohort and place come from a list in which the likeliest is chosen already."""
    if not (request.user.roles & {Role.INSTRUCTOR, Role.OFFICER} or teaches(request.user)):
        raise Http404
    case = get_object_or_404(CasePage, pk=pk)
    code, _slash, place = request.POST.get("place", "").partition("/")
    cohort = Cohort.objects.with_pages().filter(code=code).first()
    place = place_in(place)
    if not cohort or not place:
        messages.error(request, _("Choose in which cohort the case is used, and where."))
        return redirect(case.get_url(request) or "cohorts:teach")
    if not may_teach(request.user, cohort):
        raise Http404
    try:
        found = attach_case(cohort=cohort, case=case, place=place, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("cohorts:teach_cases", code)
    running = cohort.state == CohortState.RUNNING
    seen = _("Learners see it now.") if running else _("Learners see it as soon as the cohort is running.")
    placed = _("The case is in class.")
    messages.success(request, f"{placed} {seen}")
    return redirect("cohorts:teach_case", code, found.pk)


@login_required
@require_safe
def cases(request, code):
    """The cases of a cohort, and a search of the public bank to add one."""
    cohort = cohort_to_teach(request.user, code)
    places = places_of([cohort])[cohort.pk] if cohort.state in TEACHABLE else []
    form = CaseFilter(request.GET)
    found = public_cases(form.text) if places else []
    wanted = next((place for place in places if place.key == request.GET.get("place")), default_place(places))
    context = {
        "cohort": cohort,
        "classes": classes_of(cohort),
        "form": form,
        "places": grouped(places),
        "place": wanted.key if wanted else "",
        "page_obj": Paginator(found, CASES).get_page(request.GET.get("page")),
    }
    return render(request, "cohorts/casework/desk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case(request, code, pk):
    """The board as who teaches sees it."""
    cohort = cohort_to_teach(request.user, code)
    case_class, form = class_or_404(cohort, pk), None
    if request.method == "POST":
        form = SayForm.posted(request.POST)
        if post := say_it(request, case_class, form):
            return redirect(place_of(post, "cohorts:teach_case", code, pk))
    return _show(request, case_class, refused=form, status=422 if form else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code, pk):
    """Where the class works on the case, and its task."""
    cohort = cohort_to_teach(request.user, code)
    case_class = class_or_404(cohort, pk)
    places = places_of([cohort])[cohort.pk]
    begun = case_class.submissions.exists()
    form = ClassForm(request.POST or None, case_class=case_class, places=places, begun=begun)
    if request.method == "POST" and form.is_valid():
        try:
            change_class(case_class=case_class, actor=request.user, **form.facts)
        except ValidationError as error:
            form.show(error)
        else:
            messages.success(request, _("The change has been saved."))
            return redirect("cohorts:teach_case", code, pk)
    context = {"cohort": cohort, "class": case_class, "form": form, "begun": begun}
    return render(request, "cohorts/casework/edit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def remove(request, code, pk):
    """Take a case out again that nobody has worked on."""
    case_class = class_or_404(cohort_to_teach(request.user, code), pk)
    try:
        remove_class(case_class=case_class, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("cohorts:teach_case", code, pk)
    messages.success(request, _("The case has been taken out of the class."))
    return redirect("cohorts:teach_cases", code)


@login_required
@require_POST
def close(request, code, pk):
    """Close the board and the task, or (act=reopen) open them again."""
    case_class = class_or_404(cohort_to_teach(request.user, code), pk)
    again = request.POST.get("act") == "reopen"
    try:
        (reopen_class if again else close_class)(case_class=case_class, actor=request.user)
        messages.success(request, _("The board is open again.") if again else _("The board is closed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cohorts:teach_case", code, pk)


@login_required
@require_POST
def hide(request, pk):
    """Hide a post with a reason, or (act=show) show it again."""
    post = get_object_or_404(BoardPost.objects.select_related("case_class__cohort"), pk=pk)
    code = post.case_class.cohort.code
    case_class = class_or_404(cohort_to_teach(request.user, code), post.case_class_id)
    there = place_of(post, "cohorts:teach_case", code, case_class.pk)
    if request.POST.get("act") == "show":
        show_post(post=post, actor=request.user)
        messages.success(request, _("The post is shown again."))
        return redirect(there)
    form = HideForm(request.POST, post=post)
    if not form.is_valid():
        return _show(request, case_class, hiding={post.pk: form}, post=post, status=422)
    hide_post(post=post, actor=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("The post is hidden. Its reason is shown in its place."))
    return redirect(there)


def cohort_to_teach(person, code):
    """The titled cohort; 404 for everyone who does not teach it."""
    found = get_object_or_404(Cohort.objects.with_pages(), code=code)
    if not may_teach(person, found):
        raise Http404
    return with_titles([found])[0]


def public_cases(text):
    """The cases that can be added, in the reader's language: those that answer a text, or all, the newest first."""
    found = CasePage.objects.published().filter(locale_id=Locale.get_active().pk)
    return found.search(text) if text else found.order_by("-year", "code")


def _show(request, case_class, *, refused=None, hiding=None, post=None, status=200):
    found = board_of(case_class, **shown_part(request, refused, post))
    found = with_forms(found, refused, open=may_say(case_class), hiding=hiding or {})
    context = {
        "board": found,
        "class": case_class,
        "cohort": case_class.cohort,
        "teaching": True,
        "planned": case_class.cohort.state == CohortState.PLANNED,
        "may_say": may_say(case_class),
        "may_change": case_class.cohort.state in TEACHABLE,
        "may_remove": not found.total and not case_class.submissions.exists(),
        "note": (found.page or found.source).teaching_note if reads_teaching_notes(request.user) else "",
        "waiting": case_class.submissions.filter(state="submitted").exclude(enrolment__state="ended").first(),
        "refused": refused,
    }
    return render(request, "cohorts/casework/board.html", context, status=status)
