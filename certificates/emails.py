"""One function per message; texts stand in templates/email/certificates/. Mails go out in Thai."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from home.emails import send

from .choices import CertificateState, NameRequestState
from .models import Certificate, NameRequest


def send_certificate(certificate_id):
    """Tell the holder where the certificate is, once and while it is valid: the mail carries the link, not the file.

    One worker holds the mail's job. The row says so after sending: a worker that dies in between sends a second mail,
    never none.
    """
    unsent = Certificate.objects.filter(pk=certificate_id, mailed_at=None, rendered_at__isnull=False)
    unsent = unsent.filter(state=CertificateState.VALID)
    certificate = unsent.select_related("enrolment__learner").first()
    if certificate:
        _send(certificate)
        unsent.update(mailed_at=timezone.now())


def send_name_decided(request_id):
    """Tell the learner that the certificate will bear the name they asked for, or why it will not."""
    people = ("enrolment__learner", "enrolment__cohort")
    wish = NameRequest.objects.select_related(*people).filter(pk=request_id).first()
    if wish and wish.state in (NameRequestState.ACCEPTED, NameRequestState.REFUSED):
        cohort, learner = wish.enrolment.cohort, wish.enrolment.learner
        send(f"certificates/name_{wish.state}", learner, address=("certificates:name", cohort.code), wish=wish)


def _send(certificate):
    learner = certificate.enrolment.learner
    with translation.override("th"):
        context = {
            "name": learner.name_th,
            "certificate": certificate,
            "facts": certificate.facts,
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("certificates:mine"),
        }
        start = "email/certificates/issued"
        subject = " ".join(render_to_string(f"{start}_subject.txt", context).split())
        mail = EmailMultiAlternatives(subject, render_to_string(f"{start}_message.txt", context), to=[learner.email])
        mail.attach_alternative(render_to_string(f"{start}_message.html", context), "text/html")
        mail.send()
