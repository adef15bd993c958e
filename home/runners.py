"""Which function carries out which kind of job, and which says what it is about; apps register theirs in ready()."""

from dataclasses import dataclass

RUNNERS = {}
ABOUT = {}


@dataclass(frozen=True)
class About:
    """A job in words for staff: what it is, for whom, and where it belongs (a cohort, a batch)."""

    what: str
    person: str = ""
    where: str = ""


def runner(kind):
    """Register `function(job)` as what carries out jobs of `kind`."""

    def register(function):
        RUNNERS[kind] = function
        return function

    return register


def about(kind):
    """Register `function(jobs)` → {job id: About}, constant in queries, as what tells of jobs of `kind`."""

    def register(function):
        ABOUT[kind] = function
        return function

    return register
