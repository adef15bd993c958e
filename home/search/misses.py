"""Questions that found nothing, for editors to learn from: what may be noted, and what never is.

Looking writes nothing, so the page of an empty answer reports itself afterwards (home/static/home/js/search.js). What
it reports was signed when the answer was drawn: nobody can put words into the list that this site never saw.
"""

import re

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache

from . import analyzer

SALT = "home.search.miss"
VALID_SECONDS = 24 * 3600
LONGEST = 100
# From one address; more than a person would ask in vain.
MOST, SECONDS = 20, 600
# Numbers of persons and telephones, and addresses of mail: somebody looked for a person.
PERSONAL = re.compile(r"@|\d(?:[\s-]?\d){7,}")


def ticket(query):
    """What the page of an empty answer hands in."""
    return signing.dumps(query, salt=SALT)


def told_by(ticket):
    """The question on a ticket of ours, as it is noted; "" where there is nothing to note."""
    try:
        query = signing.loads(ticket, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return ""
    query = " ".join(analyzer.canonical(query).split())
    return "" if PERSONAL.search(query) or len(query) > LONGEST else query


def may_tell(request):
    """Whether this address has not told too much lately."""
    key = f"search:misses:{get_adapter(request).get_client_ip(request)}"
    told = cache.get(key, 0)
    if told < MOST:
        cache.set(key, told + 1, SECONDS)
    return told < MOST
