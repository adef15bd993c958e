"""Tables for spreadsheets."""

import csv
import io

from django.utils.translation import gettext as _

from home.thai.dates import long_date

# A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value):
    """The value as text that no spreadsheet carries out: an apostrophe stands before what would be a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(FORMULA) or text.startswith(FORMULA) else text


def as_csv(rows):
    """The rows as CSV in UTF-8, with the mark by which spreadsheets know it."""
    file = io.StringIO()
    csv.writer(file).writerows([safe_cell(value) for value in row] for row in rows)
    return ("\ufeff" + file.getvalue()).encode()


def follow_up_csv(answers):
    """The answers of a cohort, a heading first."""
    head = [
        _("Name"),
        _("Position"),
        _("Organisation"),
        _("Is it in use"),
        _("What happened"),
        _("What stood in the way"),
        _("Case or tool in use"),
        _("In use since"),
        _("Answered on"),
    ]
    return as_csv([head, *map(_answer, answers)])


def _answer(answer):
    enrolment, adoption = answer.enrolment, answer.adoption
    if adoption and adoption.withdrawn_at:
        adoption = None
    return [
        enrolment.learner.name,
        enrolment.position_text,
        enrolment.organisation_text,
        answer.get_used_display(),
        answer.story,
        answer.obstacle,
        f"{adoption.what.code} {adoption.what.title}" if adoption else "",
        long_date(adoption.adopted_on) if adoption else "",
        long_date(answer.at),
    ]
