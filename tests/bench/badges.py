"""What a signed badge costs: `python -m tests.bench.badges` prints milliseconds of CPU, beside pyld doing all of it.

Makes 1,000 badges of one cohort with a key in a temporary folder; needs no database.
"""

import os
import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime

COUNT = 1_000
BY_PYLD = 50


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django
    from django.conf import settings

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        settings.PRIVATE_ROOT = folder
        report()


def report():
    from pyld import jsonld

    from certificates.badges.contexts import load
    from certificates.badges.issuing import judge, signed_credential, signed_status_list
    from tests.certificates.badges.conftest import ACHIEVEMENT, FACTS

    now = datetime.now(UTC)

    def badge(number):
        facts = replace(
            FACTS, number=f"รช.ผถ 1-{number:04d}/2569", code=f"CODE{number}", name_th=f"นายตัวอย่าง ที่{number}"
        )
        return signed_credential(facts, achievement=ACHIEVEMENT, list_number=1, place=number, issued_at=now)

    listed = signed_status_list(1, revoked=range(0, COUNT, 10), now=now)
    lists, good = {listed["id"]: listed}, badge(1)
    unsigned = {name: value for name, value in good.items() if name != "proof"}
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    rows = (
        ("a badge, signed", COUNT, badge),
        ("pyld telling what one says", BY_PYLD, lambda _: jsonld.normalize(unsigned, options)),
        ("a badge and its list, judged", BY_PYLD, lambda _: judge(good, lists=lists, now=now)),
        ("a status list, signed", BY_PYLD, lambda _: signed_status_list(1, revoked=range(0, COUNT, 10), now=now)),
    )
    for name, count, act in rows:
        print(f"{name:32}{cost(count, act):8.2f} ms")
    print(f"{'peak memory':32}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:8d} MB")


def cost(count, act):
    """Milliseconds of CPU for each of `count`."""
    began = time.process_time()
    for number in range(count):
        act(number)
    return (time.process_time() - began) * 1000 / count


if __name__ == "__main__":
    main()
