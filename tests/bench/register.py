"""Measures verification over a large register on one database: python -m tests.bench.register OUTPUT

Options: --certificates N (200,000), --rounds N, --keep FOLDER. The database is the one that DATABASE_URL names, or
SQLite. Each request asks for another certificate, as strangers do; right before each round the bare view is asked for.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import django
from django.core.management import call_command

from .folders import folder
from .measure import ROUNDS, Case, Client, look, measure, summary
from .pages import Kind
from .server import environment, serve

PROMISED = 200_000
CHUNK = 2_000
# How many of the register are asked for, spread over all of it.
ASKED = 2_000
REVOKED_EVERY = 100
PAGE_BAR, QUERIES_BAR = 6, 4
KINDS = (
    Kind("register_page", "verification page", public=True),
    Kind("register_json", "verification as JSON", public=True),
    Kind("register_list", "status list", public=True),
)


@dataclass
class Asked(Case):
    """One way to ask, with the addresses to go round in."""

    pool: object = field(default_factory=list)

    def paths(self, many):
        return [next(self.pool) for _ in range(many)]


def main():
    options = arguments()
    if options.fill:
        return fill(options.certificates, options.output)
    keep = options.keep and options.keep / f"register-{options.certificates}"
    with folder(keep, prefix="tacit-register-") as place:
        rows = measured(place, options.certificates, options.rounds)
    options.output.write_text(json.dumps(rows, ensure_ascii=False))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.register")
    parser.add_argument("output", type=Path)
    parser.add_argument("--certificates", type=int, default=PROMISED)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--fill", action="store_true", help="only build; OUTPUT is the manifest")
    return parser.parse_args()


def measured(place, certificates, rounds):
    """The rows of bench.json."""
    codes = build(place, certificates)["codes"]
    paths = {
        "register_page": [f"/verify/{code}/" for code in codes],
        "register_json": [f"/api/v1/certificates/{code}" for code in codes],
        "register_list": ["/badges/status/1.json"],
    }
    with serve(place) as server, Client(server.port) as client:
        cases = [Asked(kind, False, paths[kind.name][0], "", pool=cycle(paths[kind.name])) for kind in KINDS]
        for case in cases:
            look(server, client, case)
        measure(server, client, cases, rounds, say=lambda text: print(text, flush=True))
    told = {"certificates": certificates, "database": "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"}
    return [summary(case) | told for case in cases]


def build(place, certificates):
    """The manifest of the register, which is made if it does not stand there yet."""
    file = place / "manifest.json"
    if not file.exists():
        print(f"Building a register of {certificates:,} certificates …", flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "tests.bench.register", str(file), "--fill"]
        command += ["--certificates", str(certificates)]
        subprocess.run(command, check=True, env=environment(place), stdout=subprocess.DEVNULL)
        print(f"  built in {time.monotonic() - began:.0f} s", flush=True)
    return json.loads(file.read_text())


def fill(certificates, output):
    """The demonstration site, and beside its certificates so many of invented people, each like one that was issued."""
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("build_demo", verbosity=0)
    codes = []
    for first in range(0, certificates, CHUNK):
        codes += write(range(first, min(first + CHUNK, certificates)))
    spread = max(1, certificates // ASKED)
    output.write_text(json.dumps({"codes": codes[::spread]}))


def write(numbers):
    """Rows for these numbers; the codes of those that are valid."""
    from django.db import transaction
    from django.utils import timezone

    from accounts.models import User
    from certificates.actions.places import take_places
    from certificates.models import Certificate
    from certificates.numbering import new_code
    from cohorts.models import Enrolment

    like, now = Certificate.objects.filter(state="valid").order_by("pk").first(), timezone.now()
    with transaction.atomic():
        people = [User(email=f"holder-{n}@example.org", first_name="ตัวอย่าง", last_name=f"คนที่{n}") for n in numbers]
        User.objects.bulk_create(people)
        enrolments = [Enrolment(cohort_id=like.enrolment.cohort_id, learner=person) for person in people]
        Enrolment.objects.bulk_create(enrolments)
        made = []
        for n, enrolment, (listed, place) in zip(numbers, enrolments, take_places(len(numbers)), strict=True):
            name, number, code = f"นายตัวอย่าง คนที่{n}", f"รช.ทบ {n + 1:06d}/{like.year_be}", new_code()
            told = {"number": number, "code": code, "name_th": name, "name_en": f"Mr. Tuayang Number{n}"}
            gone = {"state": "revoked", "revoked_at": now} if n % REVOKED_EVERY == 0 else {}
            common = {"purpose": like.purpose, "issued_on": like.issued_on, "achievement": like.achievement}
            numbered = {"series": "ทบ", "year_be": like.year_be, "seq": n + 1, "number": number, "code": code}
            placed = {"status_list": listed, "status_place": place, "enrolment": enrolment, "facts": like.facts | told}
            fields = common | numbered | placed | gone
            made.append(Certificate(name=name, surname=f"คนที่{n}", sha256=f"{n:064x}", rendered_at=now, **fields))
        Certificate.objects.bulk_create(made)
    return [one.code for one in made if one.state == "valid"]


def table(rows):
    """The lines to print: a heading, then one for each; nothing where nothing was measured."""
    if not rows:
        return
    of = f"of {rows[0]['certificates']:,} certificates"
    heads = "".join(f"{head:>8}" for head in ("median", "p95", "CPU", "queries", "KB", "× CPU", "× time"))
    yield f"{of:<36}{heads}"
    for row in rows:
        title = f"{row['title']} ({row['database']})"
        cost = f"{row['median_ms']:>8.1f}{row['p95_ms']:>8.1f}{row['cpu_ms']:>8.2f}{row['queries']:>8}"
        yield f"{title:<36}{cost}{row['bytes'] / 1024:>8.1f}{row['cpu_ratio']:>8.2f}{row['time_ratio']:>8.2f}"


def broken(rows):
    """One sentence for each bar that does not hold."""
    for row in rows:
        name = f"{row['title']} ({row['database']}, {row['certificates']:,} certificates)"
        if row["page"] == "register_page" and row["cpu_ratio"] > PAGE_BAR:
            yield f"{name}: {row['cpu_ratio']:.2f} × the CPU of the bare view, more than {PAGE_BAR}"
        if row["queries"] > QUERIES_BAR:
            yield f"{name}: {row['queries']} queries, more than {QUERIES_BAR}"


if __name__ == "__main__":
    main()
