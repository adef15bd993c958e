"""Real pages in a real Chromium, and a real SMTP server that keeps what it is sent."""

import os
import shutil
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.utils.translation import activate

PHONE = {"width": 390, "height": 844}
# Chromium's own calls home would fail and fill the log; as root it has no sandbox.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return browser_type_launch_args | {"executable_path": found, "args": ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": PHONE, "locale": "th-TH", "timezone_id": "Asia/Bangkok"}


class Sink:
    """Keeps every message; `to(address)` gives those of one person, oldest first."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Message accepted"

    def to(self, address):
        return [message for message in self.messages if message["to"] == address]

    def last(self, address):
        """(subject, plain text) of the newest mail to a person."""
        message = self.to(address)[-1]
        return message["subject"], message.get_body(preferencelist=("plain",)).get_content()


@pytest.fixture
def mails(settings):
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield sink
    controller.stop()


@pytest.fixture
def address(live_server, settings):
    """The address of the running site, which mails and certificates name as well."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    activate("th")
    return live_server.url
