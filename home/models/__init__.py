from .base import SitePage
from .institutes import InstituteIndexPage, InstitutePage
from .job import Job
from .pages import HomePage, IndexPage, MissionPage, NewsIndexPage, NewsPage, StandardPage

__all__ = [
    "HomePage",
    "IndexPage",
    "InstituteIndexPage",
    "InstitutePage",
    "Job",
    "MissionPage",
    "NewsIndexPage",
    "NewsPage",
    "SitePage",
    "StandardPage",
]
