"""What of the public pages is kept for a short while: whole pages (middleware), and their parts and routes.

Whole pages serve visitors without a session. Parts serve everybody else: who has signed in, or came with an address
that nobody asked for before. Everything kept belongs to one edition; what an editor publishes begins a new one, and so
is seen at once. Other changes (a cohort that fills up) show after at most two times PUBLIC_PAGE_SECONDS.
"""

from dataclasses import dataclass
from secrets import token_hex
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.cache import cache

EDITION = "public-pages:edition"


def new_edition():
    """From now on nothing kept counts. The name is drawn anew, so that a lost one can never come back."""
    cache.set(EDITION, token_hex(8), None)


def edition_now():
    """The name of the edition of now: what a process keeps in its memory belongs to it as well; one look."""
    return cache.get(EDITION) or _begin()


def recall(key):
    """(the edition of now, what is kept under this key in it or None)."""
    found = cache.get_many([EDITION, key])
    edition, kept = found.get(EDITION), found.get(key)
    if not edition:
        return _begin(), None
    return edition, kept["what"] if kept and kept["edition"] == edition else None


def keep(key, edition, what):
    """Keep it in the edition from before it was made: a page published meanwhile makes it void."""
    cache.set(key, {"edition": edition, "what": what}, settings.PUBLIC_PAGE_SECONDS)


def once(key, make):
    """What is kept under this key, or else make(), which is kept from now on."""
    edition, found = recall(key)
    if found is None:
        found = make()
        keep(key, edition, found)
    return found


def _begin():
    """The edition where none stands: who comes second takes the name that the first one drew."""
    cache.add(EDITION, token_hex(8), None)
    return cache.get(EDITION)


@dataclass(frozen=True)
class _Remembered:
    what: object
    edition: str
    made: float

    def holds(self, edition):
        """The age matters where processes do not share their cache: there they do not hear of each other's editions."""
        return self.edition == edition and monotonic() - self.made < settings.PUBLIC_PAGE_SECONDS


class Memory:
    """What a process keeps in its own memory, too large for the cache: `Memory(build)(key)` is `build(key)` of now."""

    def __init__(self, build):
        self.build, self.found, self.one_at_a_time = build, {}, Lock()

    def __call__(self, key):
        if not settings.PUBLIC_PAGE_SECONDS:
            return self.build(key)
        edition = edition_now()
        if not self._holds(key, edition):
            with self.one_at_a_time:  # who waited finds it made
                if not self._holds(key, edition):
                    self.found[key] = _Remembered(self.build(key), edition, monotonic())
        return self.found[key].what

    def _holds(self, key, edition):
        return key in self.found and self.found[key].holds(edition)


class Shelf:
    """Many small things that a process keeps in its own memory for one edition: `shelf()` is a dict of now.

    Beyond `most` of them it is begun anew, which who holds the old one does not notice.
    """

    def __init__(self, most):
        self.most, self.memory = most, Memory(lambda _none: {})

    def __call__(self):
        things = self.memory(None)
        if len(things) > self.most:
            self.memory.found.clear()
            things = self.memory(None)
        return things
