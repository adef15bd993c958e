"""Beside the designs of the admin: a look at what is being typed, versions of before, retiring and bringing back."""

from base64 import b64encode
from functools import wraps
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..actions.designs import bring_back_design, retire_design
from ..actions.freezing import KIND_TH
from ..facts import WUTTHIBAT
from ..forms.designs import DesignForm, no_room
from ..looks import look_of, numerals_of
from ..models import CertificateDesign, DesignVersion
from ..pdf import crowded, drawn_whole
from ..permissions import may_design
from ..pictures import first_page
from ..queries.designs import versions_of
from ..samples import NAMES, SHORT, sample

WIDTH = {"form": 1100, "list": 640}
SIGNATORIES = (1, 2, 3, 4, 5)
EDIT = "wagtailsnippets_certificates_certificatedesign:edit"


def for_designers(view):
    """For those who keep designs; the admin answers others in its own way."""

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_design(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_designers
@require_POST
def preview(request, pk=None):
    """What is being typed, as a picture of the page: JSON with `picture` (an address or null), `wrong` (what must be
    mended before it can be kept, [where, what]) and `notes` (what has no room with this name and these signatories).
    """
    design = get_object_or_404(CertificateDesign, pk=pk) if pk else None
    form = DesignForm(request.POST, request.FILES, instance=design, for_user=request.user)
    form.is_valid()
    wrong = [
        [str(form.fields[name].label or "") if name in form.fields else "", str(message)]
        for name, found in form.errors.items()
        for message in found
    ]
    if form.look is None:
        return JsonResponse({"picture": None, "wrong": wrong, "notes": []})
    facts = _sample(request.POST, form.cleaned_data["numerals"])
    gone = [] if form.non_field_errors() else crowded(facts, form.look)
    picture = f"data:image/png;base64,{b64encode(_png(facts, form.look, WIDTH['form'])).decode()}"
    return JsonResponse({"picture": picture, "wrong": wrong, "notes": [no_room(gone)] if gone else []})


@for_designers
def versions(request, pk):
    """All versions of a design, newest first, with who made them; three queries."""
    design = get_object_or_404(CertificateDesign, pk=pk)
    return render(request, "certificates/designing/versions.html", {"design": design, "versions": versions_of(design)})


@for_designers
def version_picture(request, pk, number):
    """A version as a picture, with a short name and one signatory."""
    version = get_object_or_404(DesignVersion, design=pk, number=number)
    try:
        look = look_of(version)
    except (OSError, ValueError) as error:
        raise Http404("a picture of this version is damaged") from error
    content = _png(sample(numerals=numerals_of(version)), look, WIDTH["list"])
    return HttpResponse(content, content_type="image/png")


@for_designers
@require_POST
def retire(request, pk):
    """Retire a design, or bring it back: the same button says which."""
    design = get_object_or_404(CertificateDesign, pk=pk)
    try:
        if "back" in request.POST:
            bring_back_design(design=design, actor=request.user)
            messages.success(request, _("The design is offered again."))
        else:
            retire_design(design=design, actor=request.user)
            messages.success(request, _("The design is retired. Certificates that have it stay as they are."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("wagtailsnippets_certificates_certificatedesign:versions", pk)


def _sample(data, numerals):
    """The facts that are wished for a look; anything not understood gives the plainest."""
    name, count, kind = (data.get(f"sample_{what}", "") for what in ("name", "signatories", "kind"))
    kind = kind if kind in KIND_TH else WUTTHIBAT
    return sample(
        name if name in NAMES else SHORT,
        int(count) if count in map(str, SIGNATORIES) else 1,
        numerals=numerals,
        kind=kind,
        kind_label=KIND_TH[kind],
    )


def _png(facts, look, width):
    picture = BytesIO()
    first_page(drawn_whole(facts, [], look), width=width).convert("P", palette=1, colors=192).save(picture, "PNG")
    return picture.getvalue()
