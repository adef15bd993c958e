"""make bench-certificates: what issuing costs, stage by stage, beside naive WeasyPrint in the same run.

Issues --count certificates (1,000) of one batch as the product does, in a register of its own on SQLite: approved in
one transaction (numbers, facts, places, ledger), then each badge, tagged PDF/A-3a with facts and badge attached, PAdES
signature, stored with its digest, entered in the ledger, its mail queued. Prints CPU time, since machines are busy.
--typst draws the page with typst as well, where that is installed; --count 7850 is a year of the academy.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

NAIVE = 20
RATIO, LARGEST, DRIFT, SAME_COST = 0.45, 120_000, 0.10, 1.15
GIVEN = ("น้ำผึ้ง", "ปิ่น", "กตัญญู", "ฟ้าลั่น", "สำรวย", "เบญจมาศ", "ฐิติณัฏฐ์", "ญาณิกา", "พิมพ์ชนก", "บุญล้ำ", "Ayrton")
SURNAMES = ("ตั้งถิ่นฐาน", "ที่ดีเลิศ", "กำแหงมหาศิริวัฒนากูล", "ณ ตัวอย่าง", "ศักดิ์สิทธิ์", "แก้วเก้า", "ปู่เย็น")
PREFIXES = ("นาย", "นางสาว", "นาง", "ว่าที่ร้อยตรีหญิง ", "ผู้ช่วยศาสตราจารย์ ")


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        naive = cost(NAIVE, naively)
        print(f"{'naive WeasyPrint of the page':34}{naive:9.2f} ms")
        if options.typst:
            print(f"{'typst of the page':34}{cost(NAIVE, by_typst()):9.2f} ms")
        issued = Issued(Path(folder), options.count)
        issued.run()
        problems = issued.report(naive)
    print("All bars hold." if not problems else "Bars that do not hold:", *problems, sep="\n  ")
    sys.exit(bool(problems))


def prepare(folder):
    """An empty register in this folder, with what a new site has; tasks are queued and not run at once."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/register.sqlite3", "TACIT_TEST_DIR": folder}
    import django
    from django.core.management import call_command

    django.setup()
    from config.celery import app

    call_command("migrate", verbosity=0)
    app.conf.task_always_eager = False


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--typst", action="store_true")
    return parser.parse_args()


def cost(count, act):
    """Milliseconds of CPU for each of `count`, the first of all not counted."""
    act(0)
    began = time.process_time()
    for number in range(1, count + 1):
        act(number)
    return (time.process_time() - began) * 1000 / count


def facts_of(number):
    """Facts for the pages drawn beside the act."""
    from tests.certificates.test_pdf import FACTS

    prefix, given, surname = name_of(number)
    return replace(
        FACTS,
        number=f"รช.ผถ 1-{number:04d}/2569",
        code=f"{number:010X}",
        name_th=f"{prefix}{given} {surname}",
        name_en=f"Example Person {number}",
        verify_url=f"https://academy.example.org/verify/{number:010X}/",
    )


def name_of(number):
    return (names[number % len(names)] for names in (PREFIXES, GIVEN, SURNAMES))


def people_waiting(count):
    """(batch, approver): so many people of one cohort, who completed and are put forward."""
    from django.utils import timezone

    from accounts.models import User
    from certificates.actions.batches import prepare_batch
    from cohorts.models import Enrolment
    from config.demo import factories as make

    cohort = make.cohort(make.programme())
    make.signatory()
    registrar, approver = (make.person(f"{role}@example.org", role) for role in ("registrar", "approver"))
    people = []
    for number in range(count):
        prefix, given, surname = name_of(number)
        names = {"prefix": prefix, "first_name": given, "last_name": surname}
        english = {"first_name_en": "Example", "last_name_en": f"Person {number}"}
        people.append(User(email=f"person-{number}@example.org", **names, **english))
    done = {"state": "completed", "completed_at": timezone.now()}
    enrolments = [Enrolment(cohort=cohort, learner=one, **done) for one in User.objects.bulk_create(people)]
    Enrolment.objects.bulk_create(enrolments)
    return prepare_batch(cohort=cohort, registrar=registrar, issued_on=timezone.localdate()), approver


class Issued:
    """A batch being issued: what each stage took, and the memory it left."""

    def __init__(self, folder, count):
        from certificates.signing.authority import make_authority

        self.folder, self.count = folder, count
        self.stages, self.each, self.sizes, self.memory = defaultdict(float), [], [], {}
        make_authority(folder / "signing")

    @contextmanager
    def stage(self, name):
        """Time of this stage, without that of the stages inside it."""
        began, inside = time.process_time(), sum(self.stages.values())
        yield
        self.stages[name] += time.process_time() - began - (sum(self.stages.values()) - inside)

    def run(self):
        from django.conf import settings

        from certificates.actions.batches import approve_batch
        from certificates.models import Certificate
        from config.celery import app

        keys = self.folder / "signing"
        settings.SIGNING = {"backend": "pkcs12", "file": keys / "signer.p12", "passphrase_file": keys / "passphrase"}
        batch, approver = people_waiting(self.count)
        self.watch()
        with self.stage("numbers, facts, places, ledger"):
            approve_batch(batch=batch, approver=approver)
        self.approved = self.stages["numbers, facts, places, ledger"] / self.count
        ids = list(Certificate.objects.order_by("seq").values_list("pk", flat=True))
        for number, pk in enumerate(ids, start=1):
            began = time.process_time()
            self.make(pk)
            self.each.append(time.process_time() - began)
            if number % 100 == 0:
                app.control.purge()  # nobody carries the queued mails out
            if number in (min(100, self.count), self.count):
                self.memory[number] = resident()

    def watch(self):
        """Let the stages inside the act be timed where it calls them."""
        from certificates import signing
        from certificates.actions import documents

        signing.sign = self.timed("signature", signing.sign)
        documents._credential_of = self.timed("badge, signed and kept", documents._credential_of)
        documents.render = self.timed("PDF/A-3a, tagged", documents.render)
        documents._store = self.timed("stored", documents._store)
        documents.append_entry = self.timed("entry in the ledger", documents.append_entry)
        documents.tasks.mail_certificate = self.timed("mail queued", documents.tasks.mail_certificate)

    def timed(self, name, function):
        def act(*args, **options):
            with self.stage(name):
                return function(*args, **options)

        return act

    def make(self, pk):
        from certificates.actions.documents import render_certificate
        from certificates.models import Certificate

        with self.stage("the rest of the act"):
            if not render_certificate(certificate_id=pk):
                sys.exit(Certificate.objects.get(pk=pk).error)
        self.sizes.append(Certificate.objects.get(pk=pk).file.size)

    def report(self, naive):
        """Prints the table; returns the bars that do not hold."""
        total = (sum(self.each) / self.count + self.approved) * 1000
        for name, seconds in self.stages.items():
            print(f"{name:34}{seconds * 1000 / self.count:9.2f} ms")
        # The middle one: what a busy machine does to single ones says nothing about growth.
        early, late = (median(part) * 1000 for part in (self.each[:100], self.each[-100:]))
        (_hundred, before), *later = self.memory.items()
        after = later[0][1] if later else before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'a certificate, plates counted in':34}{total:9.2f} ms   {total / naive:.2f} of naive WeasyPrint")
        print(f"{'certificates an hour, one core':34}{3_600_000 / total:9,.0f}")
        print(f"{'the first hundred, the last':34}{early:9.2f} ms   {late:.2f} ms")
        print(f"{'memory at 100, at the end, peak':34}{before:9.0f} MB   {after:.0f} MB   {peak:.0f} MB")
        print(f"{'largest file':34}{max(self.sizes) / 1000:9.1f} KB")
        bars = {
            f"costs {total / naive:.2f} of naive WeasyPrint, not {RATIO}": total / naive <= RATIO,
            f"the largest file has {max(self.sizes)} bytes": max(self.sizes) < LARGEST,
            f"memory went from {before:.0f} to {after:.0f} MB": abs(after - before) <= DRIFT * before,
            f"the last hundred cost {late:.1f} ms, the first {early:.1f}": late <= early * SAME_COST,
        }
        return [message for message, holds in bars.items() if not holds]


def naively(number):
    """The page as one would write it first: everything loaded and drawn anew, not tagged, nothing attached."""
    from io import BytesIO

    import segno
    from django.template.loader import render_to_string
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from certificates.designs import ART, Design
    from certificates.pdf_words import name_lines, varying, words

    facts, drawn, design = facts_of(number), BytesIO(), Design()
    segno.make(facts.verify_url, error="m", micro=False).save(drawn, kind="svg", border=4, dark="#1c2f52")
    said = words(facts, design, said=varying(facts), name=name_lines(facts, design))
    said |= {"qr": svg_uri(drawn.getvalue()), "url": facts.verify_url}
    html, fonts = render_to_string("certificates/pdf/certificate.html", said), FontConfiguration()
    styles = [CSS(filename=ART / "certificate.css", font_config=fonts)]
    styles.append(CSS(string=design.paper_css(), base_url=f"{ART}/", font_config=fonts))
    return HTML(string=html).write_pdf(font_config=fonts, stylesheets=styles)


def by_typst():
    """The same words on the same ground, drawn by typst. SystemExit where it is not installed."""
    try:
        import typst
    except ImportError:
        sys.exit("typst is not installed: pip install typst (nothing but this comparison uses it).")
    from certificates.designs import ART, Design
    from certificates.pdf_words import name_lines, varying, words
    from home.pdf_text import FONTS

    def draw(number):
        facts, design = facts_of(number), Design()
        said = words(facts, design, said=varying(facts), name=name_lines(facts, design))
        lines = [*facts.organisation, *said["name_lines"].lines, facts.name_en, said["deed"], *said["title"].lines]
        lines += [said["study"], said["given_on"], *(f"({one.name})" for one in facts.signatories), facts.code]
        with tempfile.TemporaryDirectory(dir=ART) as folder:
            page = Path(folder) / "page.typ"
            page.write_text(
                '#set page(width: 297mm, height: 210mm, background: image("../certificate.svg"))\n'
                '#set text(font: ("Trirong", "Sarabun"), size: 16pt)\n#set align(center)\n'
                + "\n\n".join(line.replace("#", "\\#") for line in lines)
            )
            return typst.compile(page, root=str(ART), font_paths=[str(FONTS)])

    return draw


def svg_uri(svg):
    from base64 import b64encode

    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def as_bytes(document):
    import json

    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def resident():
    """Megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


if __name__ == "__main__":
    main()
