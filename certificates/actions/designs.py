"""Designs and what programmes give: saved as versions, retired, never lost."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry

from ..choices import Purpose
from ..files import design_picture_path, private_storage
from ..looks import as_look, newest_version
from ..models import CertificateDesign, DesignVersion, ProgrammeAward

AWARDED = ("kind", "design_id", "valid_months", "by_rule")


@transaction.atomic
def save_design(*, design, look, numerals, actor):
    """Keep what a design looks like as its newest version; returns that. `design` may be new, with its name.

    Safe to repeat: the same look again makes no version. ValidationError when the name is taken. Side effects: picture
    files, which stay; audit entry when anything changed.
    """
    before = _locked(design)
    if CertificateDesign.objects.filter(name=design.name).exclude(pk=design.pk).exists():
        raise ValidationError({"name": _("There is another design of this name.")})
    design.save(update_fields=["name"] if before else None)
    newest = newest_version(design)
    values = {"look": as_look(look, numerals), "ground": _kept(look.ground), "emblem": _kept(look.emblem)}
    same = newest and values == {"look": newest.look, "ground": newest.ground.name, "emblem": newest.emblem.name}
    if not same:
        number = newest.number + 1 if newest else 1
        newest = DesignVersion.objects.create(design=design, number=number, made_by=actor, **values)
    if not same or before.name != design.name:
        was = {"name": before.name, "version": newest.number - 1} if before else {}
        now = {"name": design.name, "version": newest.number}
        AuditEntry.append(actor=actor, verb="design.saved", target=design, before=was, after=now)
    return newest


@transaction.atomic
def retire_design(*, design, actor):
    """Offer a design no longer; certificates keep their versions of it. Safe to repeat.

    ValidationError while a programme gives it: what is issued next would have none. Side effect: audit entry.
    """
    design = _locked(design)
    if design.retired_at:
        return design
    given = [award.programme.title for award in design.awards.select_related("programme")]
    if given:
        raise ValidationError(
            _("Programmes still give this design: %(programmes)s. Choose another one there first.")
            % {"programmes": ", ".join(dict.fromkeys(given))}
        )
    return _set_retired(design, timezone.now(), actor, "design.retired")


@transaction.atomic
def bring_back_design(*, design, actor):
    """Offer a retired design again. Safe to repeat. Side effect: audit entry."""
    design = _locked(design)
    return _set_retired(design, None, actor, "design.brought_back") if design.retired_at else design


@transaction.atomic
def save_award(*, award, actor):
    """Keep what a programme gives for a purpose; returns it. Safe to repeat.

    ValidationError for what is not offered: a retired design, by rule anything but single modules, a page that is no
    original. Side effect: audit entry when anything changed.
    """
    before = ProgrammeAward.objects.select_for_update().filter(pk=award.pk).first()
    if award.by_rule and award.purpose != Purpose.MODULE:
        raise ValidationError({"by_rule": _("Only single modules are issued by rule.")})
    if award.programme.locale.language_code != "th":
        raise ValidationError({"programme": _("Choose the Thai original of the programme.")})
    if award.design and award.design.retired_at and not (before and before.design_id == award.design_id):
        raise ValidationError({"design": _("This design is retired.")})
    award.save()
    was, now = (one and {name: getattr(one, name) for name in AWARDED} for one in (before, award))
    if was != now:
        AuditEntry.append(actor=actor, verb="award.saved", target=award, before=was, after=now)
    return award


@transaction.atomic
def remove_award(*, award, actor):
    """Let the programme give again what its page says, in the academy's own design. Side effect: audit entry."""
    was = {name: getattr(award, name) for name in AWARDED}
    AuditEntry.append(actor=actor, verb="award.removed", target=award, before=was)
    award.delete()


def _locked(design):
    return CertificateDesign.objects.select_for_update().filter(pk=design.pk).first()


def _set_retired(design, moment, actor, verb):
    design.retired_at = moment
    design.save(update_fields=["retired_at"])
    AuditEntry.append(actor=actor, verb=verb, target=design)
    return design


def _kept(picture):
    """The name of a picture's file, written unless it is there; empty for a pattern or nothing."""
    if not isinstance(picture, bytes):
        return ""
    storage, name = private_storage(), design_picture_path(sha256(picture).hexdigest(), picture)
    if not storage.exists(name):
        storage.save(name, ContentFile(picture))
    return name
