"""The board of a case in class: something is said, and an instructor hides what does not belong there."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.thai.text import normalise

from ..choices import CohortState
from ..models import BoardPost
from .casework import lock_class

LONGEST = 4000


@transaction.atomic
def say(*, case_class, author, text, question=None, reply_to=None):
    """Say something on the board: under a question (its place), in reply to a post (its id), or a question of one's
    own. A reply to a reply answers the post above it. Safe to repeat: the same words twice in a row are one post.

    Who may is the caller's to know. ValidationError for an empty or too long text, a closed board, a question that is
    not there and a post that was hidden meanwhile.
    """
    found = lock_class(case_class.pk)
    text = normalise(text).strip()
    _check(found, text)
    parent = _parent(found, reply_to)
    if parent:
        question = parent.question
    elif question is not None and not 0 <= question < len(found.questions):
        raise ValidationError(_("This question is not on the board."))
    place = {"question": question, "reply_to": parent}
    last = found.posts.filter(author=author).order_by("pk").last()
    if last and not last.hidden_at and last.text == text and all(getattr(last, key) == place[key] for key in place):
        return last
    return BoardPost.objects.create(case_class=found, author=author, text=text, **place)


@transaction.atomic
def hide_post(*, post, actor, reason):
    """Hide a post with a `reason` that everyone reads in its place. Safe to repeat. Side effect: audit entry.

    ValidationError without a reason.
    """
    post = _lock(post)
    reason = reason.strip()
    if post.hidden_at:
        return post
    if not reason:
        raise ValidationError({"reason": _("Say why. The class reads this in place of the post.")})
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), actor, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    AuditEntry.append(actor=actor, verb="post.hidden", target=post, reason=reason)
    return post


@transaction.atomic
def show_post(*, post, actor):
    """Show a hidden post again. Safe to repeat. Side effect: audit entry."""
    post = _lock(post)
    if not post.hidden_at:
        return post
    before = {"hidden_reason": post.hidden_reason}
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    AuditEntry.append(actor=actor, verb="post.shown", target=post, before=before)
    return post


def _check(case_class, text):
    if case_class.cohort.state != CohortState.RUNNING:
        raise ValidationError(_("The board is open while the cohort is running."))
    if not case_class.is_open:
        raise ValidationError(_("The board has been closed meanwhile. It can still be read."))
    if not text:
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("Use at most %(limit)d characters.") % {"limit": LONGEST}})


def _parent(case_class, pk):
    """The post at the head of the thread that is replied to, or None."""
    if pk is None:
        return None
    post = case_class.posts.select_related("reply_to").filter(pk=pk).first()
    post = post.reply_to or post if post else None
    if not post or post.hidden_at:
        raise ValidationError(_("The post you reply to has been hidden meanwhile."))
    return post


def _lock(post):
    return BoardPost.objects.select_for_update(of=("self",)).get(pk=post.pk)
