from .adoption import Adoption, AdoptionReading
from .attachments import CaseFile, CasePicture
from .case import CaseIndexPage, CasePage
from .curation import PageVersion
from .harvest import HarvestRecord
from .items import KnowledgeIndexPage, KnowledgePage
from .people import CaseAuthor, Contributor, ItemAuthor
from .terms import Term

__all__ = [
    "Adoption",
    "AdoptionReading",
    "CaseAuthor",
    "CaseFile",
    "CaseIndexPage",
    "CasePage",
    "CasePicture",
    "Contributor",
    "HarvestRecord",
    "ItemAuthor",
    "KnowledgeIndexPage",
    "KnowledgePage",
    "PageVersion",
    "Term",
]
