"""Reading a stranger's PDF in a process of its own, with little memory and little time, and none of our secrets.

What makes a PDF is a language with compression inside compression: no parser is safe from a file made to hurt it.
"""

import json
import logging
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass

from django.conf import settings

from ..badges.attached import credential_in
from ..signing.checking import Checked, check

logger = logging.getLogger(__name__)
CPU_SECONDS, SECONDS, MEMORY = 8, 20, 1024**3


class Unreadable(Exception):
    """The file cannot be read, or only at a cost that no file of ours has."""


@dataclass(frozen=True)
class Read:
    """What stands in a PDF: its signature, and the attached badge as JSON gave it, or None."""

    signature: Checked = Checked()
    badge: dict | None = None


def read_apart(pdf: bytes) -> Read:
    """What stands in a stranger's PDF. Raises Unreadable."""
    trusted = map(str, settings.SIGNING.get("trust", ()))
    command = [sys.executable, "-m", __name__, *trusted]
    try:
        done = subprocess.run(
            command, input=pdf, capture_output=True, timeout=SECONDS, cwd=settings.BASE_DIR, env={"LC_ALL": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("It took too long.") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        logger.info("a stranger's PDF cannot be read (%s): %s", done.returncode, said[:200])
        raise Unreadable(said[:200])
    found = json.loads(done.stdout)
    return Read(Checked(**found["signature"]), found["badge"])


def read(pdf: bytes) -> Read:
    """The same in this process, for files of our own making."""
    badge = credential_in(pdf)  # first: it gives up sooner
    return Read(check(pdf), badge)


def main():
    """The process apart: PDF in, JSON out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    logging.disable()
    settings.configure(SIGNING={"trust": sys.argv[1:]})
    found = read(sys.stdin.buffer.read())
    json.dump({"signature": asdict(found.signature), "badge": found.badge}, sys.stdout)


if __name__ == "__main__":
    main()
