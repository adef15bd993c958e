from .bank import CaseFilterForm

__all__ = ["CaseFilterForm"]
