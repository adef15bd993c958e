"""A site of two pages in two languages: the shared one has sections that these many small tests need not wait for."""

import pytest
from wagtail.models import Locale, Page, Site

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage


@pytest.fixture
def thai(db):
    return Locale.objects.get_or_create(language_code="th")[0]


@pytest.fixture
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def front(thai):
    """The Thai home page, root of the site."""
    page = HomePage(title="หน้าแรก", slug="front-th", headline="พื้นที่คือคำตอบ", locale=thai)
    Page.get_first_root_node().add_child(instance=page)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": page})
    return page


@pytest.fixture
def front_en(front, english):
    page = HomePage(
        title="Home",
        slug="front-en",
        headline="The area is the answer",
        locale=english,
        translation_key=front.translation_key,
    )
    return Page.get_first_root_node().add_child(instance=page)


@pytest.fixture
def write(front, django_capture_on_commit_callbacks):
    """write("title", "body", parent=…, live=…): a page of text with one paragraph."""

    def write(title, text="", parent=front, **fields):
        slug = f"page-{StandardPage.objects.count()}"
        body = [("paragraph", f"<p>{text}</p>")]
        page = StandardPage(title=title, slug=slug, locale=parent.locale, body=body, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            return parent.add_child(instance=page)

    return write


@pytest.fixture
def write_news(front, django_capture_on_commit_callbacks):
    """write_news("title", "summary"): a page of another kind."""
    index = front.add_child(instance=NewsIndexPage(title="ข่าว", slug="news", locale=front.locale))

    def write_news(title, text=""):
        page = NewsPage(title=title, slug=f"news-{NewsPage.objects.count()}", locale=front.locale, summary=text)
        with django_capture_on_commit_callbacks(execute=True):
            return index.add_child(instance=page)

    return write_news
