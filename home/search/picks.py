"""What editors put first for a question."""

from home import kept
from home.models import Pick

from .analyzer import index_text
from .known import Record, kinds, public_pages

KEY = "search:picks"


def picked(text, locale):
    """[Record, …] among the public pages of a language; at most two queries."""
    chosen = _by_question().get(index_text(text), ())
    if not chosen:
        return []
    names = kinds()
    allowed = dict(public_pages(locale).filter(pk__in=chosen).values_list("pk", "content_type_id"))
    return [Record(names[allowed[pk]], pk, True) for pk in chosen if pk in allowed]


def _by_question():
    """{question as the index holds it: [page id, …]}; one query, or none while what was read is kept."""
    edition, found = kept.recall(KEY)
    if found is None:
        found = {}
        for pick in Pick.objects.order_by("sort_order", "pk"):
            for question in pick.questions:
                chosen = found.setdefault(index_text(question), [])
                if pick.page_id not in chosen:
                    chosen.append(pick.page_id)
        kept.keep(KEY, edition, found)
    return found
