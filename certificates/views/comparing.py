"""Old beside new, where a certificate takes the place of another."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from home.thai.dates import date_range, long_date

from ..actions.freezing import thaw
from ..actions.proposing import proposed_facts
from ..models import Certificate


@dataclass(frozen=True)
class Fact:
    """One thing that old and new say; both as people read it, in `language` where that is not the reader's."""

    label: str
    old: str
    new: str
    language: str = ""

    @property
    def differs(self):
        return self.old != self.new


@dataclass(frozen=True)
class Pair:
    """The old certificate and what takes its place; `new` is None before a number was given."""

    old: Certificate
    new: Certificate | None
    ground: str
    reason: str
    facts: list


def pairs_before(batch, candidates):
    """A Pair for each replacement of a batch that waits."""
    return [
        Pair(
            row.entry.replaces,
            None,
            row.entry.get_replaces_for_display(),
            row.entry.reason,
            compared(thaw(row.entry.replaces.facts), proposed_facts(batch, row)),
        )
        for row in candidates
        if row.entry.replaces
    ]


def pairs_after(certificates, reasons):
    """A Pair for each certificate that was issued in the place of another; `reasons` is {old id: why}."""
    return [
        Pair(
            one.replaces,
            one,
            one.get_replaces_for_display(),
            reasons.get(one.replaces_id, ""),
            compared(thaw(one.replaces.facts), thaw(one.facts)),
        )
        for one in certificates
        if one.replaces
    ]


def compared(old, new):
    """What two CertificateFacts say that a reader would compare; what neither says is left out."""
    told = [Fact(str(label), show(old), show(new), *language) for label, show, *language in SHOWN]
    return [fact for fact in told if fact.old or fact.new]


def _signed(facts):
    return "\n".join(", ".join(filter(None, (one.name, one.post, one.acting_for))) for one in facts.signatories)


SHOWN = (
    (_("Name"), lambda facts: facts.name_th, "th"),
    (_("English name"), lambda facts: facts.name_en, "en"),
    (_("Kind of document"), lambda facts: facts.kind_label, "th"),
    (_("Module"), lambda facts: facts.module_title, "th"),
    (_("Programme"), lambda facts: " ".join(filter(None, (facts.programme_title_th, facts.cohort_label))), "th"),
    (_("English title"), lambda facts: facts.programme_title_en, "en"),
    (_("Hours"), lambda facts: str(facts.hours)),
    (_("Studied"), lambda facts: date_range(facts.starts, facts.ends)),
    (_("Date of issue"), lambda facts: long_date(facts.issued_on)),
    (_("Valid until"), lambda facts: long_date(facts.valid_until)),
    (_("Signatories"), _signed),
)
