"""The board of a case in class: its questions, what was said under each, and what learners ask.

Each question shows one page of its posts, at first the newest; constant in queries and in what is read at once.
"""

from dataclasses import dataclass, field
from math import ceil

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Coalesce, RowNumber

from casebank.models import CasePage

from ..choices import StaffRole
from ..models import BoardPost, CaseClass, CohortStaff

# Posts of one question on a page. The post above the first of them is shown as well, when that is a reply.
PER_PAGE = 50


@dataclass
class Thread:
    """A post and those of its replies that stand on the page; `form` answers it, and is the view's to give."""

    post: BoardPost
    replies: list = field(default_factory=list)
    form: object = None


@dataclass
class Topic:
    """A question of the case with its place, or (place None) what learners ask of their own."""

    place: int | None
    row: dict | None
    total: int = 0
    page: int = 1  # counted from the oldest posts
    threads: list = field(default_factory=list)
    form: object = None

    @property
    def number(self):
        return self.place + 1

    @property
    def key(self):
        """Its name in the address, for the page of it and as the place on the screen."""
        return "asked" if self.place is None else f"q{self.number}"

    @property
    def pages(self):
        return max(1, ceil(self.total / PER_PAGE))

    @property
    def first(self):
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self):
        return min(self.page * PER_PAGE, self.total)

    @property
    def earlier(self):
        return self.page - 1 if self.page > 1 else None

    @property
    def later(self):
        return self.page + 1 if self.page < self.pages else None


@dataclass
class Board:
    """`page` is the public page in the reader's language, None where nothing is public any more; `source` is the case
    as it stands today, for its notice of retraction and its teaching note."""

    case_class: CaseClass
    source: CasePage
    page: CasePage | None
    topics: list
    asked: Topic
    stray: object = None  # a form that was refused and has no place on the board any more

    @property
    def row(self):
        return self.case_class.row

    @property
    def total(self):
        """How many posts there are in all."""
        return sum(topic.total for topic in self.all_topics)

    @property
    def all_topics(self):
        return [*self.topics, self.asked]

    @property
    def posts(self):
        """The posts that are shown, in the order of the screen."""
        threads = [thread for topic in self.all_topics for thread in topic.threads]
        return [post for thread in threads for post in (thread.post, *thread.replies)]


def class_in(cohort, pk):
    """A case in class that was not taken out, with its case, or None; one query."""
    found = CaseClass.objects.filter(cohort=cohort, pk=pk, removed_at__isnull=True)
    found = found.select_related("case__locale", "session", "module", "assignment").first()
    if found:
        found.cohort = cohort
    return found


def board_of(case_class, *, pages=None, post=None):
    """The board with the newest page of each question; four queries, however much was said.

    `pages` are others to show, {key of a topic: number}; `post` is the id of one that has to be among those shown (one
    query more, two where it is on the board).
    """
    teachers = CohortStaff.objects.filter(cohort=case_class.cohort_id, role=StaffRole.INSTRUCTOR)
    teachers = set(teachers.values_list("user_id", flat=True))
    totals = dict(case_class.posts.order_by().values_list("question").annotate(Count("pk")))
    asked = Topic(None, None, totals.get(None, 0))
    topics = [
        Topic(place, {"text": row["th"], "text_en": row.get("en", "")}, totals.get(place, 0))
        for place, row in enumerate(case_class.questions)
    ]
    wanted = (pages or {}) | (_page_of(case_class, post) if post else {})
    by_place = {topic.place: topic for topic in [*topics, asked]}
    for topic in by_place.values():
        topic.page = min(max(wanted.get(topic.key, topic.pages), 1), topic.pages)
    _fill(by_place, case_class.posts, teachers)
    source = case_class.case
    page = source.localized if source.live else None
    return Board(case_class, source, page if page and page.live else None, topics, asked)


def _fill(by_place, posts, teachers):
    """Give the topics the threads of their pages, in one query."""
    shown, threads = Q(pk=None), {}
    for place, topic in by_place.items():
        if topic.total:
            shown |= Q(question=place) & Q(nth__gte=topic.first, nth__lte=topic.last)
    nth = Window(RowNumber(), partition_by=[F("question")], order_by=[F("head").asc(), F("pk").asc()])
    found = posts.select_related("author", "reply_to__author").annotate(head=_HEAD).annotate(nth=nth).filter(shown)
    for post in found.order_by("head", "pk"):
        topic, head = by_place[post.question], post.reply_to or post
        if (post.question, head.pk) not in threads:
            head.by_teacher = head.author_id in teachers
            threads[post.question, head.pk] = Thread(head)
            topic.threads.append(threads[post.question, head.pk])
        if post.reply_to_id:
            post.by_teacher = post.author_id in teachers
            threads[post.question, head.pk].replies.append(post)


# The post at the head of its thread: threads stand in the order in which they began.
_HEAD = Coalesce("reply_to_id", "pk")


def _page_of(case_class, pk):
    """{key of its topic: the page on which a post stands}; empty for a post that is not on this board."""
    post = case_class.posts.filter(pk=pk).first()
    if not post:
        return {}
    head = post.reply_to_id or post.pk
    beside = case_class.posts.filter(question=post.question).annotate(head=_HEAD)
    nth = beside.filter(Q(head__lt=head) | Q(head=head, pk__lte=post.pk)).count()
    return {Topic(post.question, None).key: ceil(nth / PER_PAGE)}
