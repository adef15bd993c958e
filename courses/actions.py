"""What is written when an activity changes."""

from home.search.text import stream_text

from .models import ActivityWords, AssignmentPage, LessonPage, QuizPage

# Where an activity of each kind says what it is about, beside title and summary.
TEXTS = {LessonPage: "body", AssignmentPage: "brief", QuizPage: None}


def keep_words(*, page):
    """What the activity says now; safe to repeat."""
    parts = [page.summary]
    if field := TEXTS[type(page)]:
        value = getattr(page, field)
        parts += stream_text(value.stream_block, list(value.raw_data))
    text = " ".join(" ".join(part.split()) for part in parts if part.strip())
    ActivityWords.objects.update_or_create(page_id=page.pk, defaults={"title": page.title, "text": text})


def keep_all_words():
    """For an installation from before there was this index; pages that have their words are passed over."""
    for model in TEXTS:
        for page in model.objects.exclude(pk__in=ActivityWords.objects.values("page")):
            keep_words(page=page)
