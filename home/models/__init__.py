from .base import SitePage
from .institutes import InstituteIndexPage, InstitutePage
from .job import Job
from .pages import HomePage, IndexPage, MissionPage, NewsIndexPage, NewsPage, StandardPage
from .search import Miss, Pick, Synonym

__all__ = [
    "HomePage",
    "IndexPage",
    "InstituteIndexPage",
    "InstitutePage",
    "Job",
    "Miss",
    "MissionPage",
    "NewsIndexPage",
    "NewsPage",
    "Pick",
    "SitePage",
    "StandardPage",
    "Synonym",
]
