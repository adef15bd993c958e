"""The board of a case in class: its questions, what was said under each, and what learners ask; constant in queries."""

from dataclasses import dataclass, field

from casebank.models import CasePage

from ..choices import StaffRole
from ..models import BoardPost, CaseClass, CohortStaff


@dataclass
class Thread:
    """A post and its replies; `form` answers it, and is the view's to give."""

    post: BoardPost
    replies: list = field(default_factory=list)
    form: object = None


@dataclass
class Topic:
    """A question of the case with its place, or (place None) what learners ask of their own."""

    place: int | None
    row: dict | None
    threads: list = field(default_factory=list)
    form: object = None

    @property
    def number(self):
        return self.place + 1


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
    def all_topics(self):
        return [*self.topics, self.asked]

    @property
    def posts(self):
        """Every post in the order of the screen."""
        threads = [thread for topic in self.all_topics for thread in topic.threads]
        return [post for thread in threads for post in (thread.post, *thread.replies)]


def class_in(cohort, pk):
    """A case in class that was not taken out, with its case, or None; one query."""
    found = CaseClass.objects.filter(cohort=cohort, pk=pk, removed_at__isnull=True)
    found = found.select_related("case__locale", "session", "module", "assignment").first()
    if found:
        found.cohort = cohort
    return found


def board_of(case_class):
    """The board; four queries at most, however much was said."""
    teachers = set(
        CohortStaff.objects.filter(cohort=case_class.cohort_id, role=StaffRole.INSTRUCTOR).values_list(
            "user_id", flat=True
        )
    )
    topics = [
        Topic(place, {"text": row["th"], "text_en": row.get("en", "")})
        for place, row in enumerate(case_class.questions)
    ]
    asked, threads = Topic(None, None), {}
    for post in case_class.posts.select_related("author").order_by("pk"):
        post.by_teacher = post.author_id in teachers
        if post.reply_to_id:
            threads[post.reply_to_id].replies.append(post)
        else:
            threads[post.pk] = Thread(post)
            topic = asked if post.question is None else topics[post.question]
            topic.threads.append(threads[post.pk])
    source = case_class.case
    page = source.localized if source.live else None
    return Board(case_class, source, page if page and page.live else None, topics, asked)
