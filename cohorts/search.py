"""What a person finds of their own: lessons, quizzes and assignments of cohorts in which they learn or teach.

The ids of what they may read come first, from their enrolments and their cohorts; only those are searched.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from courses.models import ActivityWords
from home.search.highlight import Marks
from home.search.sources import Mine, own

from .models import Cohort
from .queries.learning import enrolments_of, said, titles_of

MOST = 5
KINDS = {"lesson": _("lesson"), "quiz": _("quiz"), "assignment": _("assignment")}


@dataclass(frozen=True)
class Readable:
    """An activity that a person may read, in the cohort through which they do."""

    cohort: Cohort
    module: dict
    row: dict
    learns: bool

    @property
    def url(self):
        """Who learns reads it at its place; who teaches has the screen of the cohort."""
        if self.learns:
            return reverse("cohorts:activity", args=[self.cohort.code, self.row["id"]])
        return reverse("cohorts:teach_cohort", args=[self.cohort.code])


@own
def find_own(user, text):
    """[Mine, …], the best first; seven queries at most, whatever one learns and teaches."""
    readable = readable_by(user)
    shown = _in_language(readable)
    if not shown:
        return []
    words = ActivityWords.objects.filter(page_id__in=shown)
    found = list(get_search_backend().search(text, words)[:MOST])
    if not found:
        return []
    marks, titles = Marks(text), titles_of({entry.cohort.pk: entry.cohort for entry in readable.values()}.values())
    return [_mine(words, readable[shown[words.pk]], marks, titles) for words in found]


def readable_by(user):
    """{activity id: Readable}; two queries. Where one learns in several cohorts, the one under way counts."""
    readable = {}
    for enrolment in enrolments_of(user):
        _gather(readable, enrolment.cohort, learns=True)
    for cohort in Cohort.objects.with_pages().taught_by(user).order_by("-pk"):
        _gather(readable, cohort, learns=False)
    return readable


def _gather(readable, cohort, learns):
    for module in (cohort.rules or {"modules": []})["modules"]:
        for row in module["activities"]:
            readable.setdefault(row["id"], Readable(cohort, module, row, learns))


def _in_language(readable):
    """{id of the page shown: id of the activity}: its live translation into the reader's language, else itself."""
    sources = {key: pk for pk, key in Page.objects.filter(pk__in=readable).values_list("pk", "translation_key")}
    translated = Page.objects.live().filter(translation_key__in=sources, locale__language_code=get_language())
    shown = {key: pk for pk, key in translated.values_list("pk", "translation_key")}
    return {shown.get(key, pk): pk for key, pk in sources.items()}


def _mine(words, readable, marks, titles):
    cohort = f"{titles[readable.cohort.pk]} {readable.cohort.label}"
    return Mine(
        url=readable.url,
        title=marks.highlight(words.title),
        excerpt=marks.excerpt(words.text),
        kind=KINDS[readable.row["type"]],
        place=f"{cohort} · {said(readable.module)}",
    )
