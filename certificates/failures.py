"""Why a document could not be made, in words for those who issue, and who can help. Pure."""

import errno
import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ERRNO = re.compile(r"\[Errno (\d+)\]")
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EROFS, errno.EPERM}


class Failure(TextChoices):
    """What went wrong, as a title; `advice` says what to do."""

    SIGNING_AWAY = "signing_away", _("The signing service does not answer")
    SIGNING_REFUSED = "signing_refused", _("The signing service refused")
    STORAGE_FULL = "storage_full", _("There is no room left for files")
    STORAGE_CLOSED = "storage_closed", _("Files cannot be written")
    PICTURE = "picture", _("A picture of the design is missing or was changed")
    OTHER = "other", _("Something else went wrong")

    @property
    def advice(self):
        return ADVICE[self]


ADVICE = {
    Failure.SIGNING_AWAY: _("Nothing was issued unsigned. Wait a while, then make the documents again."),
    Failure.SIGNING_REFUSED: _(
        "The key, its password or its certificate will not do. Tell an administrator; making the documents again helps "
        "only after that."
    ),
    Failure.STORAGE_FULL: _("Tell an administrator, who makes room. Then make the documents again."),
    Failure.STORAGE_CLOSED: _("Tell an administrator, who opens the storage. Then make the documents again."),
    Failure.PICTURE: _(
        "Tell whoever keeps the designs. The documents can be made again as soon as the picture is back as it was."
    ),
    Failure.OTHER: _("Make the documents again. If it fails once more, send the technical line to an administrator."),
}


def failure_of(error):
    """The Failure behind what stands in `Certificate.error` ("OSError: [Errno 28] No space left on device")."""
    name, _colon, said = error.partition(":")
    number = ERRNO.search(said)
    number = int(number[1]) if number else None
    if name == "SigningUnavailable":
        return Failure.SIGNING_AWAY
    if name in ("SigningRefused", "SigningFailed"):
        return Failure.SIGNING_REFUSED
    if number in FULL:
        return Failure.STORAGE_FULL
    if number in CLOSED:
        return Failure.STORAGE_CLOSED
    if number == errno.ENOENT or said.startswith(" the picture "):
        return Failure.PICTURE
    return Failure.OTHER
