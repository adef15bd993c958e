"""One function per message; texts stand in templates/email/certificates/. Mails go out in Thai."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from .models import Certificate


def send_certificate(certificate_id):
    """Tell the holder where the certificate is, once: the mail carries the link, not the file.

    One worker holds the mail's job. The row says so after sending: a worker that dies in between sends a second mail,
    never none.
    """
    unsent = Certificate.objects.filter(pk=certificate_id, mailed_at=None, rendered_at__isnull=False)
    certificate = unsent.select_related("enrolment__learner").first()
    if certificate:
        _send(certificate)
        unsent.update(mailed_at=timezone.now())


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
