"""Certificates in other states than valid, and PDFs that somebody brings to be checked."""

from datetime import date
from io import BytesIO

import pikepdf
from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_replacement
from certificates.models import Certificate


def expire(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=date(2026, 9, 30))


def correct(certificate, registrar, approver):
    """A corrected one in its place."""
    why = {"ground": "corrected", "reason": "สะกดชื่อผิด", "issued_on": timezone.localdate()}
    batch = prepare_replacement(certificate=certificate, registrar=registrar, **why)
    approve_batch(batch=batch, approver=approver)


def replaced():
    """The one that `correct` put another in the place of."""
    return Certificate.objects.filter(state="replaced").latest("pk")


def bring(what):
    """A visitor brings a PDF: that of `learner` ("issued"), it with a page more ("altered"), "foreign", or "none"."""

    def act(page):
        with Certificate.objects.get(enrolment__learner__email="learner@example.org").file.open() as file:
            issued = file.read()
        with pikepdf.open(BytesIO(issued)) if what == "altered" else pikepdf.new() as document:
            document.add_blank_page()
            document.save(made := BytesIO())
        content = {"issued": issued, "none": b"no PDF"}.get(what, made.getvalue())
        page.locator("#id_file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": content})
        page.locator("form[enctype] button").click()
        page.wait_for_load_state()

    return act
