"""What of the public pages is kept for a short while: whole pages (middleware), and their parts and routes.

Whole pages serve visitors without a session. Parts serve everybody else: who has signed in, or came with an address
that nobody asked for before. Everything kept belongs to one edition; what an editor publishes begins a new one, and so
is seen at once. Other changes (a cohort that fills up) show after at most two times PUBLIC_PAGE_SECONDS.
"""

from secrets import token_hex

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


def _begin():
    """The edition where none stands: who comes second takes the name that the first one drew."""
    cache.add(EDITION, token_hex(8), None)
    return cache.get(EDITION)
