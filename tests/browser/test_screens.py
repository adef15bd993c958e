"""Every kind of screen on a phone: nothing shuts anybody out, scrolls sideways, breaks, or forgets its Thai."""

import pytest
from django.conf import settings
from django.test import Client

from . import academy, judges


class Walker:
    """Opens screens as their people, and keeps what the browser complains of meanwhile."""

    def __init__(self, new_context, address):
        self.new_context, self.address = new_context, address
        self.messages = judges.thai_messages()
        self.pages, self.errors = {}, []

    def page_of(self, who, scheme):
        """The browser of a person, who is signed in already, by day or by night."""
        if (who, scheme) not in self.pages:
            context = self.new_context(color_scheme=scheme)
            if who:
                context.add_cookies([self.session_of(who)])
            page = self.pages[who, scheme] = context.new_page()
            page.on("console", self.listen)
            page.on("pageerror", lambda error: self.errors.append(str(error)))
        return self.pages[who, scheme]

    def listen(self, said):
        """Errors count, save the browser's word on the answer to the page itself, whose status is looked at."""
        of_the_page = said.text.startswith("Failed to load resource") and said.location["url"] == said.page.url
        if said.type == "error" and not of_the_page:
            self.errors.append(said.text)

    def session_of(self, who):
        client = Client()
        client.force_login(academy.user(who), backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.address}

    def look_at(self, screen, scheme="light"):
        """What is wrong with a screen."""
        page = self.page_of(screen.who, scheme)
        self.errors.clear()
        answer = page.goto(self.address + screen.path)
        if answer.status != screen.status:
            return [f"answers {answer.status}"]
        if screen.do:
            screen.do(page)
        judges.unfold(page)
        found = [*judges.barriers(page), *judges.overflow(page)]
        return [*found, *judges.english_on_a_thai_page(page, self.messages), *self.errors]


FAULTS = """<html lang="th"><head><title>หน้าผิด</title></head><body><main>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color: #ccc; background: #fff">จาง</p>
<p style="inline-size: 900px">กว้าง</p>
<p>Nobody put this into Thai</p><p lang="en">This is said to be English</p><p>Search</p>
<nav style="font-size: 8px; line-height: 10px"><a href="#a">ก</a><br><a href="#b">ข</a></nav>
</main></body></html>"""


def test_the_judges_see_planted_faults(new_context):
    page = new_context().new_page()
    page.set_content(FAULTS)
    assert {fault.split(":")[0] for fault in judges.barriers(page)} == {"image-alt", "color-contrast", "target-size"}
    assert list(judges.overflow(page)) == [f"is 908 px wide on a screen of {room}" for room in (390, 320)]
    english = list(judges.english_on_a_thai_page(page, {"Search"}))
    assert english == ["is not in Thai: Nobody put this into Thai", "is not in Thai: Search"]


@pytest.mark.django_db(transaction=True)
def test_every_screen(new_context, address):
    academy.build()
    walker = Walker(new_context, address)
    wrong = {}
    for screen in academy.screens():
        for scheme in ("light", "dark") if screen.dark else ("light",):
            if found := walker.look_at(screen, scheme):
                wrong[f"{screen.name} ({scheme})"] = found
    assert wrong == {}, "\n".join(f"{name}\n    " + "\n    ".join(found) for name, found in wrong.items())
