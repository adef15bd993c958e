"""What was issued before there was a ledger gets its entries, in the order of issue, and its purpose."""

from django.db import migrations

from certificates.chain import digest_of, facts_digest


def write_entries(apps, schema_editor):
    Batch, Certificate = (apps.get_model("certificates", name) for name in ("Batch", "Certificate"))
    LedgerEntry, LedgerHead = (apps.get_model("certificates", name) for name in ("LedgerEntry", "LedgerHead"))
    Batch.objects.filter(cohort__module__isnull=False).update(purpose="module")
    Certificate.objects.filter(enrolment__cohort__module__isnull=False).update(purpose="module")
    seq, previous = 0, ""
    found = Certificate.objects.select_related("batch").order_by("batch__decided_at", "series", "year_be", "seq")
    for certificate in found:
        issued = {"number": certificate.number, "code": certificate.code, "facts": facts_digest(certificate.facts)}
        acts = [("issued", certificate.batch.decided_at, certificate.batch.decided_by_id, "", issued)]
        if certificate.rendered_at:
            acts.append(("document", certificate.rendered_at, None, "", {"sha256": certificate.sha256}))
        if certificate.revoked_at:
            acts.append(
                ("revoked", certificate.revoked_at, certificate.revoked_by_id, certificate.revocation_reason, {})
            )
        Certificate.objects.filter(pk=certificate.pk).update(issued_at=certificate.batch.decided_at)
        for verb, at, actor, reason, data in acts:
            seq += 1
            told = {"seq": seq, "at": at, "verb": verb, "reason": reason, "data": data, "previous": previous}
            digest = digest_of(actor=actor, certificate=certificate.pk, **told)
            LedgerEntry.objects.create(actor_id=actor, certificate=certificate, digest=digest, **told)
            previous = digest
    LedgerHead.objects.create(seq=seq, digest=previous)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_register")]
    operations = [migrations.RunPython(write_entries, migrations.RunPython.noop, elidable=True)]
