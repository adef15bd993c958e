"""Words of frozen rows (modules, activities, questions, rubrics) in the reader's language."""

from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.thai.dates import short_date

from ..queries.learning import said

register = template.Library()

# For attributes and inside translated sentences, where no tag may stand.
register.filter("plainly", said)


@register.filter("said")
def said_aloud(row, key="title"):
    """{{ question|said:"text" }}: English where there is one; Thai on an English screen is marked as Thai."""
    words = said(row, key)
    if get_language() == "en" and words and not row.get(f"{key}_en"):
        return format_html('<span lang="th">{}</span>', words)
    return words


@register.filter
def session_title(session):
    return (get_language() == "en" and session.title_en) or session.title


@register.filter
def day_word(moment):
    """“วันนี้”, “พรุ่งนี้”, else the short date."""
    days = (timezone.localdate(moment) - timezone.localdate()).days
    return {0: _("Today"), 1: _("Tomorrow")}.get(days) or short_date(moment)


@register.filter
def points(value):
    """A score as short as it can be written: 87.5 for 87.50, 60 for 60.00, 0.33 for a third."""
    return f"{round(Decimal(value), 2).normalize():f}"
