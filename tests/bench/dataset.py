"""Builds what is measured: python -m tests.bench.dataset LEARNERS (in the environment of tests.bench.server).

The demonstration site, and on top of it two running cohorts of its longest programme: one of LEARNERS learners and one
of a single learner who did the same. What the measurement must know of it lands in manifest.json.
"""

import json
import sys
from urllib.parse import quote

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

CROWD, ALONE = "bench-crowd", "bench-alone"


def main(learners):
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("build_demo", verbosity=0)
    manifest = gather(learners)
    (settings.FOLDER / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1))


def gather(learners):
    with transaction.atomic():
        manifest = build(learners)
    manifest["rows"] = counts()
    return manifest


def build(learners):
    from accounts.models import User
    from config.demo import factories as make
    from curriculum.models import ProgrammePage

    from .crowd import fill, meet, people

    staff = {role: User.objects.get(email=f"{role}@example.org") for role in ("instructor", "officer", "registrar")}
    programme = ProgrammePage.objects.get(code="LLP", locale__language_code="th")
    session, faces = {}, {}
    for number, (code, count) in enumerate(((CROWD, learners), (ALONE, 1)), start=90):
        cohort = make.cohort(programme, code, number=number, actor=staff["officer"])
        make.staff(cohort, staff["instructor"])
        enrolments = fill(cohort, people(count, code), staff["instructor"])
        session[code] = meet(cohort, enrolments, staff["officer"])
        faces[code] = enrolments[0]
    pages = public() | learning(faces) | desks(session[CROWD])
    cookies = {code: cookie_of(enrolment.learner) for code, enrolment in faces.items()}
    return {"pages": pages, "cookies": cookies | {role: cookie_of(user) for role, user in staff.items()}}


def public():
    """The heaviest page of each kind, by the length of what stands on it."""
    from casebank.models import CasePage
    from certificates.models import Certificate
    from courses.models import ModulePage
    from curriculum.models import ProgrammePage

    cases = CasePage.objects.live().filter(locale__language_code="th")
    case = max(cases, key=lambda case: sum(len(str(value)) for value in vars(case).values()))
    return {
        "home": "/",
        "programme": ProgrammePage.objects.get(code="LLP", locale__language_code="th").url,
        "module": ModulePage.objects.get(code="LLP-01", locale__language_code="th").url,
        "cases": "/cases/",
        "case": case.url,
        "search": f"/search/?q={quote('ข้อมูล')}",
        "verify_form": "/verify/",
        "verify": f"/verify/{Certificate.objects.first().code}/",
    }


def learning(faces):
    """The learner's screens of both cohorts, {"lesson": {"bench-crowd": path, "bench-alone": path}, …}."""
    from cohorts.actions.learning import start_attempt
    from courses.models import LessonPage

    found = {}
    for code, enrolment in faces.items():
        modules = enrolment.cohort.rules["modules"]
        third = {row["type"]: row for row in modules[2]["activities"]}
        lessons = [row["id"] for module in modules for row in module["activities"] if row["type"] == "lesson"]
        lesson = max(LessonPage.objects.filter(pk__in=lessons), key=lambda page: len(str(page.body)))
        start_attempt(enrolment=enrolment, quiz=third["quiz"])
        paths = {"learner_home": "", "outline": "outline/", "progress": "progress/", "lesson": f"{lesson.pk}/"}
        paths |= {"quiz": f"{third['quiz']['id']}/", "assignment": f"{third['assignment']['id']}/"}
        for kind, path in paths.items():
            found.setdefault(kind, {})[code] = f"/learn/{code}/{path}"
    return found


def desks(session):
    from cohorts.models import Submission

    work = Submission.objects.filter(enrolment__cohort__code=CROWD, state="submitted").first()
    return {
        "teach": "/teach/",
        "teach_cohort": f"/teach/{CROWD}/",
        "marking": f"/teach/submissions/{work.pk}/",
        "manage": "/manage/",
        "manage_cohort": f"/manage/{CROWD}/",
        "roll_call": f"/manage/sessions/{session.pk}/",
        "registrar": "/registrar/",
    }


def cookie_of(user):
    """The cookie of a browser in which this person is signed in."""
    from django.test import Client

    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def counts():
    """How many rows there are of what grows."""
    from wagtail.models import Page

    from accounts.models import User
    from cohorts.models import Attendance, Enrolment, LessonCompletion, QuizAttempt, Submission

    models = (Page, User, Enrolment, LessonCompletion, QuizAttempt, Submission, Attendance)
    return {model.__name__: model.objects.count() for model in models}


if __name__ == "__main__":
    main(int(sys.argv[1]))
