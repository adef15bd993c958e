"""The kinds of pages that are measured, and the bars they must not pass."""

from dataclasses import dataclass

# A kept page costs at most this many times the bare view, one that is rendered at most that many times.
CACHED_BAR, UNCACHED_BAR = 1.5, 12
# What a learner's screen may cost, however many learners there are.
QUERIES_BAR, BYTES_BAR = 20, 60 * 1024


@dataclass(frozen=True)
class Kind:
    """`reader`: whose cookie is sent ("" for a stranger); `kept`: whether the public cache keeps it for strangers."""

    name: str
    title: str
    reader: str = ""
    kept: bool = False
    public: bool = False
    bar: bool = False  # a learner's screen with a bar on queries and size


KINDS = (
    Kind("home", "home", kept=True, public=True),
    Kind("programme", "programme", kept=True, public=True),
    Kind("module", "module", kept=True, public=True),
    Kind("cases", "case list", kept=True, public=True),
    Kind("case", "case", kept=True, public=True),
    Kind("search", "search", public=True),
    Kind("verify_form", "verify, empty form", public=True),
    Kind("verify", "verify, a certificate", public=True),
    Kind("learner_home", "learner's home", "bench-crowd", bar=True),
    Kind("outline", "outline", "bench-crowd"),
    Kind("lesson", "lesson", "bench-crowd", bar=True),
    Kind("quiz", "quiz, open attempt", "bench-crowd"),
    Kind("assignment", "assignment", "bench-crowd"),
    Kind("progress", "progress", "bench-crowd", bar=True),
    Kind("teach", "teaching desk", "instructor"),
    Kind("teach_cohort", "teaching, the cohort", "instructor"),
    Kind("marking", "marking", "instructor"),
    Kind("manage", "officer's desk", "officer"),
    Kind("manage_cohort", "the cohort's desk", "officer"),
    Kind("roll_call", "roll-call", "officer"),
    Kind("registrar", "registrar's desk", "registrar"),
)
