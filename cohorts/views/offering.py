"""A marked capstone is offered to the case bank, and its authors agree, decline or take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions.offering import answer_offer, offer_capstone, withdraw_offer
from ..forms.offering import OfferForm
from ..queries.learning import titles_of
from ..queries.offering import classmates, finished_capstone, offer_for, offer_of
from .learning import own_enrolment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer_work(request, code, pk):
    """Offer one's capstone; 404 unless it is one's own and marked. An offer that stands is shown instead."""
    enrolment = own_enrolment(request, code)
    work = finished_capstone(enrolment, pk)
    if not work:
        raise Http404
    stands = offer_of(work)
    if stands and not stands.withdrawn_at:
        return redirect("cohorts:offer", stands.pk)
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        classmates=classmates(enrolment),
        initial={"institute": enrolment.cohort.institute},
    )
    if request.method == "POST" and form.is_valid():
        try:
            offer = offer_capstone(submission=work, by=request.user, **form.facts)
        except ValidationError as error:
            form.show(error)
        else:
            sent = _("Your capstone is with the editors.") if offer.case_id else _("Your co-authors are being asked.")
            messages.success(request, sent)
            return redirect("cohorts:offer", offer.pk)
    context = {
        "cohort": enrolment.cohort,
        "title": titles_of([enrolment.cohort])[enrolment.cohort_id],
        "activity_id": pk,
        "form": form,
    }
    return render(request, "cohorts/offering/new.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, pk):
    """An offer, for its authors only: where it stands, and one's own word on it."""
    found = offer_for(request.user, pk)
    if not found:
        raise Http404
    if request.method == "POST":
        return _answer(request, found)
    return render(request, "cohorts/offering/offer.html", {"offer": found, "cohort": found.cohort})


def _answer(request, found):
    act = request.POST.get("act", "")
    try:
        if act in ("agree", "decline"):
            agrees = act == "agree"
            answer_offer(offer=found, by=request.user, agrees=agrees)
            done = _("You have agreed.") if agrees else _("You have declined. It will not be published.")
        elif act == "withdraw":
            withdraw_offer(offer=found, by=request.user)
            done = _("The capstone has been taken back. Nothing of it is published.")
        else:
            raise PermissionDenied
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("cohorts:offer", found.pk)
