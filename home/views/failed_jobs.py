"""Mails and documents that were given up: what, for whom, why, and another try."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..actions import retry_jobs
from ..models import Job
from ..permissions import minds_jobs
from ..runners import ABOUT, About

ON_A_PAGE = 50
LONGEST_ID = 18


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def failed_jobs(request):
    """The list; POST tries again the one job that `job` names, or all of this page (`job` more than once)."""
    if not minds_jobs(request.user):
        raise Http404
    if request.method == "POST":
        return _retry(request)
    page = Paginator(Job.objects.failed(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/failed_jobs.html", {"page_obj": page, "rows": told(page)})


def _retry(request):
    sent = [value for value in request.POST.getlist("job") if value.isdecimal() and len(value) < LONGEST_ID]
    count = retry_jobs(jobs=[int(value) for value in sent], actor=request.user)
    if count:
        said = ngettext("%(count)d job is tried again.", "%(count)d jobs are tried again.", count) % {"count": count}
        messages.success(request, said)
    else:
        messages.info(request, _("Nothing to do: that has been tried again already."))
    return redirect("home:failed_jobs")


def told(jobs):
    """[(job, About), …] in the order given; as many queries for one job of a kind as for fifty."""
    kinds = {}
    for job in jobs:
        kinds.setdefault(job.kind, []).append(job)
    words = {}
    for kind, found in kinds.items():
        words |= ABOUT[kind](found) if kind in ABOUT else {job.pk: About(kind) for job in found}
    return [(job, words[job.pk]) for job in jobs]
