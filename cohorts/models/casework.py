"""A case in class: where a cohort works on it, what is said on its board, and the task that may go with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.choices import Institute

PLACES = ("session", "module", "assignment")


class CaseClass(models.Model):
    """One use of a case by one cohort, attached to a session, a module or an assignment.

    What the class works with is copied when the case is attached: a case that is retracted or rewritten meanwhile
    takes nothing away from a discussion under way. `questions` is [{"th": …, "en": …}, …]; `rubric` is the shape of
    one rubric in Cohort.rules (curriculum/requirements.py), empty without a task.
    """

    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="case_classes")
    case = models.ForeignKey("casebank.CasePage", on_delete=models.PROTECT, related_name="classes")
    session = models.ForeignKey(
        "cohorts.LiveSession", null=True, blank=True, on_delete=models.PROTECT, related_name="case_classes"
    )
    module = models.ForeignKey("courses.ModulePage", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(
        "courses.AssignmentPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    questions = models.JSONField(_("discussion questions"), default=list)
    task = models.TextField(_("task"), blank=True, max_length=4000)
    rubric = models.JSONField(_("rubric"), default=dict, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(_("discussion closed at"), null=True, blank=True)
    removed_at = models.DateTimeField(_("taken out of the class at"), null=True, blank=True)

    class Meta:
        verbose_name = _("case in class")
        verbose_name_plural = _("cases in class")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(session__isnull=False, module__isnull=True, assignment__isnull=True)
                    | Q(session__isnull=True, module__isnull=False, assignment__isnull=True)
                    | Q(session__isnull=True, module__isnull=True, assignment__isnull=False)
                ),
                name="a_case_in_class_has_one_place",
            ),
            *[
                models.UniqueConstraint(
                    fields=["cohort", "case", place],
                    condition=Q(removed_at__isnull=True),
                    name=f"a_case_is_attached_once_to_a_{place}",
                )
                for place in PLACES
            ],
        ]

    def __str__(self):
        return f"{self.cohort} · {self.title}"

    @property
    def row(self):
        """Its title as a row with words in both languages, as the frozen rules have them."""
        return {"title": self.title, "title_en": self.title_en}

    @property
    def is_open(self):
        """Whether its board and its task take anything more."""
        return self.closed_at is None and self.removed_at is None

    @property
    def place(self):
        """Where in the cohort the class works on it: ("session", 5)."""
        return next((kind, pk) for kind in PLACES if (pk := getattr(self, f"{kind}_id")))


class BoardPost(models.Model):
    """Something said on the board of a case. `question` is its place in CaseClass.questions, empty where the learner
    asks something of their own. Plain text; hidden by an instructor with a reason, never deleted."""

    case_class = models.ForeignKey(CaseClass, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    question = models.PositiveSmallIntegerField(null=True, blank=True)
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("text"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_reason = models.CharField(_("why hidden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("post on a board")
        verbose_name_plural = _("posts on boards")
        ordering = ["pk"]
        indexes = [models.Index(fields=["case_class", "question"])]

    def __str__(self):
        return f"{self.case_class_id} {self.author_id}"


class CaseOffer(models.Model):
    """A finished capstone offered to the case bank by its authors; `case` is the draft it became."""

    submission = models.OneToOneField("cohorts.Submission", on_delete=models.PROTECT, related_name="case_offer")
    title = models.CharField(_("title"), max_length=200)
    institute = models.CharField(_("institute"), max_length=10)
    named = models.BooleanField(_("name us as authors"), default=True)
    message = models.TextField(_("to the editors"), blank=True, max_length=2000)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    case = models.OneToOneField(
        "casebank.CasePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="offer"
    )

    class Meta:
        verbose_name = _("capstone offered to the case bank")
        verbose_name_plural = _("capstones offered to the case bank")

    def __str__(self):
        return self.title

    @property
    def institute_name(self):
        return Institute(self.institute).label

    @property
    def stage(self):
        """withdrawn, waiting (for authors), studio or published."""
        if self.withdrawn_at:
            return "withdrawn"
        if not self.case_id:
            return "waiting"
        return "published" if self.case.live else "studio"


class CaseOfferAuthor(models.Model):
    """One author of an offered capstone; it goes to the editors when every author has agreed."""

    offer = models.ForeignKey(CaseOffer, on_delete=models.PROTECT, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    class Meta:
        verbose_name = _("author of an offered capstone")
        verbose_name_plural = _("authors of offered capstones")
        constraints = [models.UniqueConstraint(fields=["offer", "user"], name="one_row_per_author_of_an_offer")]

    def __str__(self):
        return f"{self.offer_id} {self.user_id}"
