"""The demonstration's mails, read from the files that Django's file backend writes."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Mail:
    """One mail: `key` names it in an address, `text` is its plain part."""

    key: str
    to: str
    subject: str
    date: str
    text: str


def mails(limit=100):
    """The newest mails first; the file backend parts mails of one connection by a line of dashes."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True) if folder.is_dir() else []
    found = []
    for path in files[:limit]:
        parts = path.read_text(encoding="utf-8").split("\n" + "-" * 79 + "\n")
        found += [read(f"{path.stem}.{n}", raw) for n, raw in enumerate(parts) if raw.strip()]
    return found[:limit]


def read(key, raw):
    message = message_from_bytes(raw.encode(), policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Mail(key, message["to"], message["subject"], message["date"], body.get_content() if body else "")
