"""What programmes know of the cases of the bank: which programme uses which, for the bank's list."""

from casebank.facets import facet_source

from .queries import cases_by_programme


@facet_source("programme")
def programmes_of_cases(locale):
    """[(code, title, ids of the cases cited in its lessons), …] in the order of the catalogue."""
    return [(programme.code, programme.title, cases) for programme, cases in cases_by_programme(locale)]
