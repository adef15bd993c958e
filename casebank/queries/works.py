"""Cases and knowledge items as works that are cited, fed and harvested: with authors, version and themes.

Five queries for one work or a thousand.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.thai.dates import local

from ..choices import KnowledgeKind
from ..models import CaseAuthor, CasePage, Contributor, ItemAuthor, KnowledgePage, PageVersion, Term

SECTIONS = {"cases": CasePage, "knowledge": KnowledgePage}


@dataclass(frozen=True)
class Author:
    """A person by the name they are cited under in one language; `thai` says that it is in Thai letters."""

    given: str
    family: str
    thai: bool
    contributor: Contributor

    @property
    def name(self):
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Work:
    """One language edition of a case or knowledge item. Without authors, the academy is the author."""

    page: CasePage | KnowledgePage
    authors: tuple = ()
    version: PageVersion | None = None
    themes: tuple = ()

    @property
    def language(self):
        return self.page.locale.language_code

    @property
    def is_case(self):
        return isinstance(self.page, CasePage)

    @property
    def kind(self):
        return "case" if self.is_case else self.page.kind

    @property
    def kind_name(self):
        """What the work is, in its own language."""
        with override(self.language):
            return _("Case study") if self.is_case else self.page.get_kind_display()

    @property
    def publisher(self):
        with override(self.language):
            return _("Thailand Academy for Area Collaboration, Innovation and Transformation")

    @property
    def institute(self):
        with override(self.language):
            return self.page.get_institute_display()

    @property
    def subjects(self):
        """The names of its themes, in its own language."""
        with override(self.language):
            return [str(theme) for theme in self.themes]

    @property
    def first_published(self):
        """The local day on which it first came out, or None where nobody noted it."""
        return _day(self.page.first_published_at)

    @property
    def issued(self):
        """The local day of the state that is read today: of its latest version, else the first."""
        return _day(self.version.at) if self.version else self.first_published

    @property
    def year(self):
        """The year to cite, Common Era; of a case published before days were noted, its own year."""
        return self.issued.year if self.issued else getattr(self.page, "year", None)

    @property
    def doi(self):
        return getattr(self.page, "doi", "")

    @property
    def key(self):
        """A name of its own for each edition: the code, with the language where it is not the source."""
        return self.page.code if self.language == "th" else f"{self.page.code}-{self.language}"


def _day(moment):
    return local(moment).date() if moment else None


def works(pages):
    """Each of these pages (with its locale) as a Work, in the order given."""
    pages = list(pages)
    authors = _authors(pages)
    versions = _latest_versions(pages)
    themes = _themes(pages)
    return [
        Work(
            page,
            tuple(_named(person, page.locale.language_code) for person in authors[page.pk]),
            versions.get(page.pk),
            tuple(themes[page.pk]),
        )
        for page in pages
    ]


def work_of(page):
    return works([page])[0]


def published(model):
    """All that may be shown and is written by somebody: a partner is described, but is no work."""
    pages = model.objects.published()
    return pages.exclude(kind=KnowledgeKind.PARTNER) if model is KnowledgePage else pages


def published_works(model, language):
    """The published works of a kind of page in a language, as pages; hand them to works()."""
    return published(model).filter(locale__language_code=language).select_related("locale")


def published_page(section, slug, language):
    """The published page at <section>/<slug>/ in this language, or None."""
    return published_works(SECTIONS[section], language).filter(slug=slug).order_by("path").first()


def newest_works(model, language, limit):
    """The works that came out or changed last."""
    pages = published_works(model, language).defer_streamfields()
    return works(pages.order_by(F("last_published_at").desc(nulls_last=True), "-pk")[:limit])


def editions(page):
    """{language: Work} of all published translations of a page, itself included."""
    family = published(type(page)).filter(translation_key=page.translation_key)
    return {work.language: work for work in works(family.select_related("locale"))}


def sources_of(page):
    """The published cases that a case was adopted from or a knowledge item rests on, in its language."""
    chosen = page.adopted_from if isinstance(page, CasePage) else page.cites
    keys = [case.translation_key for case in chosen.all()]
    if not keys:
        return []
    found = CasePage.objects.published().filter(locale_id=page.locale_id, translation_key__in=keys)
    return list(found.select_related("locale").order_by("code"))


def _named(person, language):
    if language == "en" and person.family_name_en:
        return Author(person.given_name_en, person.family_name_en, False, person)
    return Author(person.given_name_th, person.family_name_th, True, person)


def _authors(pages):
    """{page: its contributors in their order}"""
    found = defaultdict(list)
    for model, page_field, page_class in ((CaseAuthor, "case", CasePage), (ItemAuthor, "item", KnowledgePage)):
        keys = [page.pk for page in pages if isinstance(page, page_class)]
        if keys:
            rows = model.objects.filter(**{f"{page_field}__in": keys}).select_related("contributor")
            for row in rows.order_by("sort_order", "pk"):
                found[getattr(row, f"{page_field}_id")].append(row.contributor)
    return found


def _latest_versions(pages):
    """{page: its latest published version}"""
    rows = PageVersion.objects.filter(page__in=[page.pk for page in pages]).order_by("number")
    return {row.page_id: row for row in rows}


def _themes(pages):
    """{page: the themes of the case}; knowledge items have none of their own."""
    found = defaultdict(list)
    rows = CasePage.themes.through.objects.filter(
        casepage__in=[page.pk for page in pages if isinstance(page, CasePage)]
    )
    rows = list(rows.values_list("casepage_id", "term_id"))
    terms = Term.objects.in_bulk({term for _page, term in rows})
    for page, term in sorted(rows, key=lambda row: terms[row[1]].code):
        found[page].append(terms[term])
    return found
