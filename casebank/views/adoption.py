"""An authority's people record what they took into use, what they measured, and when it ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions.adoption import (
    correct_adoption,
    end_adoption,
    record_adoption,
    record_reading,
    withdraw_adoption,
)
from ..forms.adoption import AdoptionForm, EndForm, ReadingForm, WithdrawForm
from ..models import Adoption, CasePage, KnowledgePage
from ..permissions import may_adopt_for, may_end_adoption
from ..queries.adoption import current_adoption, is_authority, pages_shown, source_of, with_readings


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request):
    """Record that one's own authority uses ?case=<pk> or ?tool=<pk>. Nothing typed is lost by a refusal."""
    source = _asked_for(request)
    organisation = request.user.organisation
    authority = organisation if is_authority(organisation) else None
    form = AdoptionForm(
        request.POST if request.method == "POST" else None, initial={"organisation": organisation and organisation.pk}
    )
    page = pages_shown([source])[source.translation_key]
    context = {"form": form, "page": page, "organisation": organisation, "authority": authority}
    if request.method == "POST":
        valid = form.is_valid()
        if not authority or form.cleaned_data.get("organisation") != organisation.pk:
            return _not_yours(request, form, context)
        if valid and (done := _record(request, form, source)):
            return done
        return render(request, "casebank/adoption/new.html", context, status=422)
    context["current"] = current_adoption(authority, source) if authority else None
    return render(request, "casebank/adoption/new.html", context)


def _asked_for(request):
    """The source page that the address names; 404 for what is neither a case nor a tool, or not published."""
    for name, model in (("case", CasePage), ("tool", KnowledgePage)):
        pk = request.GET.get(name, "")
        if pk.isascii() and pk.isdigit() and len(pk) < 18:
            source = source_of(get_object_or_404(model.objects.published(), pk=pk))
            if source:
                return source
    raise Http404


def _not_yours(request, form, context):
    """The 403 of a claim for another authority: what was typed stays, ready to be sent for one's own."""
    if context["authority"]:
        data = request.POST.copy()
        data["organisation"] = context["authority"].pk
        context["form"] = AdoptionForm(data)
    return render(request, "casebank/adoption/new.html", context | {"refused": True}, status=403)


def _record(request, form, source):
    try:
        adoption, new = record_adoption(
            by=request.user, organisation=request.user.organisation, page=source, **form.facts
        )
    except ValidationError as error:
        form.show(error)
        return None
    if new:
        messages.success(request, _("Recorded. Now tell what was measured, as soon as there is a figure."))
    else:
        messages.info(request, _("Your authority has recorded this already. Here it stands."))
    return redirect("casebank:adoption", adoption.pk)


# --- one adoption -------------------------------------------------------------------------
FORMS = {"measure": ReadingForm, "end": EndForm, "withdraw": WithdrawForm}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adoption(request, pk):
    """One adoption, for its authority and officers: measured values, and its end. 403 for everyone else."""
    found = _to_manage(request.user, pk)
    own = may_adopt_for(request.user, found.organisation)
    forms = _forms(request, found)
    act = request.POST.get("act", "")
    if request.method == "POST":
        if act not in FORMS or (act == "measure" and not own):
            raise PermissionDenied
        if forms[act].is_valid() and _act(request, found, act, forms[act]):
            return redirect("casebank:adoption", found.pk)
    context = {"adoption": found, "organisation": found.organisation, "own": own, "forms": forms, "act": act}
    return render(request, "casebank/adoption/adoption.html", context, status=422 if act else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_adoption(request, pk):
    """Correct what was told; for the authority's own people."""
    found = _to_manage(request.user, pk)
    if not may_adopt_for(request.user, found.organisation) or found.withdrawn_at:
        raise PermissionDenied
    told = {name: getattr(found, name) for name in ("adopted_on", "how", "changed")}
    form = AdoptionForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            correct_adoption(adoption=found, by=request.user, **form.facts)
        except ValidationError as error:
            form.show(error)
        else:
            messages.success(request, _("The correction has been saved."))
            return redirect("casebank:adoption", found.pk)
    context = {"adoption": found, "page": found.page, "organisation": found.organisation, "form": form}
    return render(request, "casebank/adoption/edit.html", context, status=422 if form.is_bound else 200)


def _to_manage(person, pk):
    rows = with_readings(Adoption.objects.filter(pk=pk))
    if not rows:
        raise Http404
    if not may_end_adoption(person, rows[0]):
        raise PermissionDenied
    return rows[0]


def _forms(request, found):
    """{act: form}: the one that was sent is bound, the others are empty."""
    today = timezone.localdate()
    last = found.rows[-1] if found.rows else None
    initial = {
        "measure": {"measured_on": today} | ({"indicator": last.indicator, "unit": last.unit} if last else {}),
        "end": {"ended_on": today},
        "withdraw": {},
    }
    sent = request.POST.get("act") if request.method == "POST" else None
    more = {"measure": {"known": list(dict.fromkeys(row.indicator for row in found.rows))}}
    return {
        act: form(request.POST if act == sent else None, initial=initial[act], **more.get(act, {}))
        for act, form in FORMS.items()
    }


def _act(request, found, act, form):
    """Carry out what was sent; whether it was done."""
    who = {"adoption": found, "by": request.user}
    try:
        if act == "measure":
            record_reading(**who, **form.facts)
            messages.success(request, _("The value has been recorded."))
        elif act == "end":
            end_adoption(**who, **form.cleaned_data)
            messages.success(request, _("Recorded as no longer in use."))
        else:
            withdraw_adoption(**who, **form.cleaned_data)
            messages.success(request, _("Withdrawn. It is no longer shown or counted."))
    except ValidationError as error:
        form.show(error)
        return False
    return True
