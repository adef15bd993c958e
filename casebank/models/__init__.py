from .case import CaseIndexPage, CasePage
from .items import KnowledgeIndexPage, KnowledgePage
from .terms import Term

__all__ = ["CaseIndexPage", "CasePage", "KnowledgeIndexPage", "KnowledgePage", "Term"]
