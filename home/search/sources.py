"""What search finds beside the pages of the site: apps register theirs when they are ready."""

from collections.abc import Callable
from dataclasses import dataclass

# What everybody may find beside pages, and what a signed-in person may find of their own.
PUBLIC, OWN = [], []


@dataclass(frozen=True)
class Source:
    """One kind of record. `objects()` are those that the public may find, and nothing else is ever asked.

    `address`, `text` and `institute` answer for one record; its title is `str(record)`.
    """

    slug: str
    label: str
    objects: Callable
    address: Callable
    text: Callable
    institute: Callable

    @property
    def model(self):
        return self.objects().model


@dataclass(frozen=True)
class Mine:
    """Something of one's own that answers a question: safe HTML, an address, and where it belongs."""

    url: str
    title: str
    excerpt: str
    kind: str
    place: str


def public(source):
    """Register a Source; again under the same slug, it takes the place of the first."""
    PUBLIC[:] = [*(each for each in PUBLIC if each.slug != source.slug), source]


def own(find):
    """Register `find(user, text)`, which answers a list of Mine."""
    if find not in OWN:
        OWN.append(find)
    return find
