"""Builds the demonstration site in steps; each may be run again without making anything twice."""

from .adoption import build_adoptions
from .authority import build_authority
from .authors import build_authors
from .awards import build_awards
from .bank import build_bank
from .casework import build_casework
from .cohorts import build_cohorts
from .curriculum import build_curriculum
from .items import build_items
from .knowledge import build_cases
from .people import build_people
from .search import build_search
from .site import build_site
from .studio import build_studio

STEPS = [
    ("pages of the academy", build_site),
    ("people", build_people),
    ("cases", build_cases),
    ("pictures, files and a retracted case", build_bank),
    ("programmes, modules and lessons", build_curriculum),
    ("knowledge items", build_items),
    ("authors", build_authors),
    ("an authority that signs", build_authority),
    ("designs and what programmes give", build_awards),
    ("cohorts, work and certificates", build_cohorts),
    ("the case studio", build_studio),
    ("cases in class", build_casework),
    ("what areas took into use", build_adoptions),
    ("what editors told search", build_search),
]
