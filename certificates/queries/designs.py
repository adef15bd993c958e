"""Reads over designs: versions, and how much hangs on them. Constant in queries."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..models import CertificateDesign, DesignVersion


def designs_with_counts():
    """Designs with `version` (its newest number), `issued` (certificates) and `given` (programmes); one query."""
    newest = DesignVersion.objects.filter(design=OuterRef("pk")).order_by("-number").values("number")[:1]
    return CertificateDesign.objects.annotate(
        version=Coalesce(Subquery(newest), 0),
        issued=Count("versions__certificates", distinct=True),
        given=Count("awards", distinct=True),
    )


def designs_offered(kept=None):
    """Designs that a programme may be given: those not retired, and the one it has already (its key)."""
    return CertificateDesign.objects.filter(Q(retired_at=None) | Q(pk=kept))


def versions_of(design):
    """Versions, newest first, each with `issued` (certificates) and who made it; one query."""
    found = design.versions.select_related("made_by").annotate(issued=Count("certificates"))
    return list(found.order_by("-number"))
