"""Jobs of this app in words, for those who look after what failed."""

from django.utils.translation import gettext as _

from cohorts.models import Enrolment
from home.runners import About

from ..models import Batch, Certificate, NameRequest


def about_mails(jobs):
    """{job id: About} of mails to holders; one query."""
    found = Certificate.objects.select_related("enrolment__cohort").in_bulk([int(job.key) for job in jobs])
    return {job.pk: _about_mail(found.get(int(job.key))) for job in jobs}


def _about_mail(certificate):
    what = _("Mail: the certificate is there")
    return About(what, certificate.name, certificate.enrolment.cohort.code) if certificate else About(what)


def about_batches(jobs):
    """{job id: About} of the documents of batches; one query."""
    found = Batch.objects.select_related("cohort").in_bulk([int(job.key) for job in jobs])
    rows = {job.pk: found.get(int(job.key)) for job in jobs}
    return {pk: About(_("Documents of a batch"), where=row.cohort.code if row else "") for pk, row in rows.items()}


def about_prints(jobs):
    """{job id: About} of print files of batches; one query."""
    found = Batch.objects.select_related("cohort").in_bulk([int(job.key) for job in jobs])
    rows = {job.pk: found.get(int(job.key)) for job in jobs}
    return {pk: About(_("Print file of a batch"), where=row.cohort.code if row else "") for pk, row in rows.items()}


def about_ledgers(jobs):
    """{job id: About} of the ledger on paper; no query."""
    return {job.pk: About(_("The ledger on paper")) for job in jobs}


def about_rules(jobs):
    """{job id: About} of what is issued by rule; one query."""
    found = Enrolment.objects.select_related("cohort", "learner").in_bulk([int(job.key) for job in jobs])
    return {job.pk: _about_rule(found.get(int(job.key))) for job in jobs}


def _about_rule(enrolment):
    what = _("Certificate issued by rule")
    return About(what, enrolment.learner.name_th, enrolment.cohort.code) if enrolment else About(what)


def about_name_mails(jobs):
    """{job id: About} of answers to those who asked for another name; one query."""
    found = NameRequest.objects.select_related("enrolment__cohort", "enrolment__learner")
    found = found.in_bulk([int(job.key) for job in jobs])
    return {job.pk: _about_name(found.get(int(job.key))) for job in jobs}


def _about_name(wish):
    what = _("Mail: the name on the certificate")
    return About(what, wish.enrolment.learner.name, wish.enrolment.cohort.code) if wish else About(what)
