"""Words that mean the same, as editors keep them: read at query time, so that a new one counts at once."""

from collections import defaultdict

from home import kept
from home.models import Synonym

from .analyzer import tokens

KEY = "search:synonyms"


def current():
    """{tokens: [tokens, …]}, both ways; one query, or none while what was read is kept."""
    edition, found = kept.recall(KEY)
    if found is None:
        found = both_ways(Synonym.objects.values_list("short", "long"))
        kept.keep(KEY, edition, found)
    return found


def both_ways(pairs):
    found = defaultdict(list)
    for one, other in pairs:
        one, other = tokens(one), tokens(other)
        if one and other and one != other:
            found[one].append(other)
            found[other].append(one)
    return dict(found)
