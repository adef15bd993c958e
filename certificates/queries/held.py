"""What a learner holds: every certificate, with what it led to or stands for. One query."""

from django.db.models import Exists, OuterRef

from ..models import Certificate, Credential


def held_by(learner):
    """Certificates, newest first, with cohort and what they replace or were replaced by; `has_badge`; one query."""
    found = Certificate.objects.filter(enrolment__learner=learner).annotate(
        has_badge=Exists(Credential.objects.filter(certificate=OuterRef("pk")))
    )
    related = ("enrolment__cohort", "replaces", "replaced_by")
    return list(found.select_related(*related).order_by("-issued_on", "-pk"))
