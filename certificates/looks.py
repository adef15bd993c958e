"""From a stored version of a design to what it looks like, and back; and what a programme gives.

Issuing asks here: `award_of`, then `newest_version` of its design, then `look_of` and `numerals_of` that version.
"""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder

from .designs import Design
from .facts import THAI
from .files import private_storage
from .models import ProgrammeAward

KEPT = 32


def award_of(programme, purpose):
    """What the programme gives for this purpose, with its design, or None; one query."""
    return ProgrammeAward.objects.select_related("design").filter(programme=programme, purpose=purpose).first()


def newest_version(design):
    """The version of a design that is used for what is issued next, or None; one query, none without a design."""
    return design.versions.order_by("-number").first() if design else None


def look_of(version) -> Design | None:
    """What a version looks like; None without one: the academy's own design.

    Reads the pictures once for each look. ValueError when a picture is not what was kept, OSError when it is gone.
    """
    if version is None:
        return None
    look = json.dumps(version.look, sort_keys=True, cls=DjangoJSONEncoder)
    return _design(look, version.ground.name, version.emblem.name)


def numerals_of(version) -> str:
    """Digits on the page, as in CertificateFacts.numerals; Thai ones without a version."""
    return version.look.get("numerals", THAI) if version else THAI


def as_look(design: Design, numerals: str) -> dict:
    """The `look` of a version: everything but the pictures, which are files."""
    look = {name: getattr(design, name) for name in Design.__dataclass_fields__ if name not in ("ground", "emblem")}
    return look | {"numerals": numerals, "ground": design.ground if isinstance(design.ground, str) else ""}


def picture_named(name) -> bytes:
    """A kept picture. ValueError when its content is no longer what its name says."""
    with private_storage().open(name) as file:
        content = file.read()
    if sha256(content).hexdigest() != PurePath(name).stem:
        raise ValueError(f"the picture {name} of a design has been changed")
    return content


# By content and not by key: a look is the same for ever.
@lru_cache(maxsize=KEPT)
def _design(look, ground, emblem):
    known = {name: value for name, value in json.loads(look).items() if name in Design.__dataclass_fields__}
    if ground:
        known["ground"] = picture_named(ground)
    return Design(**known, emblem=picture_named(emblem) if emblem else None)
