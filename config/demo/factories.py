"""Makes people, pages and cohorts with sensible values; the tests and the demonstration site build with the same."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.choices import OrganisationKind, Position, Role
from accounts.models import Organisation, Province, User
from casebank.models import (
    Adoption,
    CaseIndexPage,
    CasePage,
    Contributor,
    KnowledgeIndexPage,
    KnowledgePage,
)
from certificates.models import Signatory
from cohorts.actions.cohorts import start_cohort
from cohorts.choices import Pace
from cohorts.models import Cohort, CohortStaff, Enrolment, LiveSession
from courses.models import (
    AssignmentPage,
    CourseIndexPage,
    CoursePage,
    LessonPage,
    ModulePage,
    Question,
    QuizPage,
    QuizQuestion,
    Rubric,
)
from curriculum.models import ProgrammeCourse, ProgrammeIndexPage, ProgrammePage
from home.models import HomePage, IndexPage, InstituteIndexPage, InstitutePage, NewsIndexPage

PASSWORD = "password-1234"

# slug → page class and titles of the pages that stand directly under the home page.
SECTIONS = {
    "programmes": (ProgrammeIndexPage, "หลักสูตร", "Programmes"),
    "courses": (CourseIndexPage, "รายวิชา", "Courses"),
    "cases": (CaseIndexPage, "คลังกรณีศึกษา", "Case bank"),
    "knowledge": (KnowledgeIndexPage, "คลังความรู้", "Knowledge"),
    "institutes": (InstituteIndexPage, "สถาบันความรู้", "Institutes"),
    "missions": (IndexPage, "แปดพันธกิจ", "Eight missions"),
    "news": (NewsIndexPage, "ข่าว", "News"),
}


def province(code="10", **fields):
    values = {
        "iso": f"TH-{code}",
        "name_th": "กรุงเทพมหานคร",
        "name_en": "Bangkok",
        "region": "central",
        "sort": 2,
    } | fields
    return Province.objects.get_or_create(code=code, defaults=values)[0]


def organisation(name_th="เทศบาลตำบลสมมติ ก", **fields):
    values = {
        "kind": OrganisationKind.SUBDISTRICT_MUN,
        "name_en": "Sommut A Subdistrict Municipality",
        "illustrative": True,
    } | fields
    home = values.pop("province", None) or province()
    return Organisation.objects.get_or_create(name_th=name_th, province=home, defaults=values)[0]


def person(email, role=None, *, password=PASSWORD, **fields):
    """A person with a confirmed address and a complete profile; `role` is a Role value or None."""
    values = {
        "prefix": "นาย",
        "first_name": "ตัวอย่าง",
        "last_name": "หนึ่ง",
        "prefix_en": "Mr.",
        "first_name_en": "Tuayang",
        "last_name_en": "Nueng",
        "position": Position.CLERK,
        "position_text": "ปลัดเทศบาลตำบล",
    } | fields
    if "organisation" not in values:
        values["organisation"] = organisation()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password, **values)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    if role:
        give_role(user, role)
    return user


def give_role(user, role):
    if role == Role.ADMIN:
        User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
        user.refresh_from_db()
    user.groups.add(Group.objects.get_or_create(name=role)[0])


# --- the site -----------------------------------------------------------------
def site(sections=None):
    """(Thai home, English home), with all SECTIONS beneath or only those named; what stands already stays."""
    thai = Locale.objects.get_or_create(language_code="th")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = HomePage.objects.filter(locale=thai).first() or front_door(thai)
    for slug in SECTIONS if sections is None else sections:
        section(slug)
    # Fresh from the database: saving an older copy would undo the tree's count of children.
    return tuple(
        HomePage.objects.get(translation_key=home.translation_key, locale=locale) for locale in (thai, english)
    )


def front_door(thai):
    """The two home pages and the site that they open; Wagtail's page of welcome makes way."""
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root")
    root.get_children().filter(slug="home").not_type(HomePage).delete()
    root = Page.objects.get(depth=1)
    home = HomePage(title="รัชภูมิ", slug="home", locale=thai, headline="พื้นที่คือคำตอบและโอกาสใหม่")
    home = root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    translate(home, title="TACIT", slug="home-en", headline="The area is the answer, and the new opportunity")
    return home


def section(slug):
    """The Thai page of one of SECTIONS, made in both languages when it is first asked for."""
    model, title, title_en = SECTIONS[slug]
    home = HomePage.objects.filter(locale__language_code="th").first() or site(sections=())[0]
    found = model.objects.child_of(home).filter(slug=slug).first()
    if found is None:
        found = home.add_child(instance=model(title=title, slug=slug, locale=home.locale))
        translate(found, title=title_en)
    return model.objects.get(pk=found.pk)


def translate(page, **fields):
    """The English page of a Thai one, published, with these fields; made or brought up to date."""
    english = Locale.objects.get(language_code="en")
    found = page.get_translation_or_none(english) or page.copy_for_translation(english)
    for name, value in fields.items():
        setattr(found, name, value)
    found.live, found.has_unpublished_changes = True, False
    found.draft_title = found.title  # the editors' lists show this one
    found.save()
    return found


def add(parent, model, slug, **fields):
    """The child page of this slug, made or brought up to date."""
    found = model.objects.child_of(parent).filter(slug=slug).first()
    if found:
        for name, value in fields.items():
            setattr(found, name, value)
        found.save()
        return found
    # The tree keeps the number of children on the parent's row, which others may have raised meanwhile.
    parent.refresh_from_db(fields=["numchild", "path", "depth"])
    return parent.add_child(instance=model(slug=slug, locale=parent.locale, **fields))


def stream(*items, kind="item"):
    """A StreamField value of one kind of block."""
    return [(kind, item) for item in items]


def institute(code="lgcbi", number=5, title="สถาบันความรู้เพื่อเสริมพลังท้องถิ่น", **fields):
    return add(
        section("institutes"),
        InstitutePage,
        code,
        institute=code,
        number=number,
        title=title,
        short_name=title,
        **fields,
    )


def case(code="CASE-LGCBI-01", **fields):
    values = {
        "title": "จดหมายหนึ่งหน้า",
        "summary": "ทดลองจดหมายแบบใหม่",
        "institute": "lgcbi",
        "area": "เทศบาลตำบลสมมติ ฌ",
        "region": "south",
        "authority_kind": "SUBDISTRICT_MUN",
        "year": 2022,
        "evidence_level": 5,
        "illustrative": True,
        "context": "เทศบาลขนาดเล็ก",
        "problem": "จดหมายเดิมอ่านยาก",
        "intervention": "เขียนใหม่หนึ่งหน้า",
        "mechanism": "ลดความยุ่งยาก",
        "teaching_note": "<p>บันทึกผู้สอนลับ</p>",
    } | fields
    return add(section("cases"), CasePage, code.lower(), code=code, **values)


def complete_case(code="CASE-LGCBI-03", **fields):
    """A case with everything that its publication asks for."""
    result = {"indicator": "อัตราชำระ", "before": 38, "after": 51, "unit": "ร้อยละ", "is_percent": True, "source": "สมมติ"}
    values = {
        "summary_en": "A one-page letter was tried; more people paid in time.",
        "actors": stream("เทศบาล"),
        "results": stream(result, kind="result"),
        "lessons": stream("บอกยอดในบรรทัดแรก"),
        "transferability": "ใช้ได้ในที่ที่มีทะเบียนครบ",
    } | fields
    return case(code, **values)


def knowledge(code="TL-1", **fields):
    values = {"title": "เครื่องมือสมมติ", "kind": "tool", "summary": "ใช้สาธิต"} | fields
    return add(section("knowledge"), KnowledgePage, code.lower(), code=code, **values)


def contributor(given_th="สมชาย", family_th="ใจดี", **fields):
    values = {"given_name_en": "Somchai", "family_name_en": "Jaidee", "public": True, "illustrative": True} | fields
    return Contributor.objects.get_or_create(given_name_th=given_th, family_name_th=family_th, defaults=values)[0]


def written_by(page, *people):
    """The page, with these contributors as its authors, in this order."""
    authorship = type(page).authorships.rel.related_model
    page.authorships = [authorship(contributor=person, sort_order=n) for n, person in enumerate(people)]
    page.save()
    return page


def adoption(page, organisation, **fields):
    """A case or tool in use at an authority."""
    what = "case" if isinstance(page, CasePage) else "tool"
    values = {"adopted_on": date(2024, 5, 1), "how": "ใช้อยู่", "illustrative": True} | fields
    return Adoption.objects.create(organisation=organisation, **{what: page}, **values)


# --- the curriculum -------------------------------------------------------------
def rubric(code="R1"):
    levels = [
        {"score": s, "label": t, "label_en": e, "text": f"คุณภาพระดับ{t}", "text_en": e}
        for s, t, e in ((4, "ดีเยี่ยม", "Excellent"), (3, "ดี", "Good"), (2, "พอใช้", "Fair"), (1, "ปรับปรุง", "Poor"))
    ]
    criteria = [
        {"title": t, "title_en": e, "weight": 50, "levels": levels}
        for t, e in (("ความชัดของโจทย์", "Question"), ("ความเป็นไปได้", "Feasibility"))
    ]
    return Rubric.objects.get_or_create(
        code=code,
        defaults={"title": "เกณฑ์การให้คะแนน", "title_en": "Rubric", "criteria": stream(*criteria, kind="criterion")},
    )[0]


def question(code, category="", **fields):
    choices = [
        {"text": t, "text_en": e, "correct": right}
        for t, e, right in (("ถูก", "Right", True), ("ผิด", "Wrong", False), ("ไม่แน่", "Unsure", False))
    ]
    values = {
        "category": category,
        "text": f"คำถาม {code}",
        "text_en": f"Question {code}",
        "choices": stream(*choices, kind="choice"),
        "explanation": "เพราะเหตุนี้",
    } | fields
    return Question.objects.get_or_create(code=code, defaults=values)[0]


def quiz(module, slug="quiz", *, title="แบบทดสอบ", purpose="module", questions=()):
    page = add(module, QuizPage, slug, title=title, purpose=purpose)
    if not page.quiz_questions.exists():
        page.quiz_questions = [QuizQuestion(question=q, sort_order=n) for n, q in enumerate(questions)]
        page.save()
    return page


def module(course, number, *, code, last=False, **fields):
    """A module with one lesson, a quiz of two questions and an assignment (the capstone in the last one)."""
    values = {
        "title": f"หน่วยที่ {number}",
        "institute": "lgcbi",
        "hours": 6,
        "mode": "blended",
        "outcomes": stream("อธิบายได้", kind="outcome"),
    } | fields
    page = add(course, ModulePage, code.lower(), code=code, **values)
    if number == 1:
        quiz(page, "pretest", title="แบบทดสอบก่อนเรียน", purpose="pretest", questions=[question(f"{code}-P")])
    add(page, LessonPage, "lesson", title=f"บทเรียน {number}", body=[("paragraph", "<p>เนื้อหาบทเรียน</p>")])
    quiz(page, questions=[question(f"{code}-Q1", code), question(f"{code}-Q2", code)])
    add(
        page,
        AssignmentPage,
        "assignment",
        title="โครงงาน" if last else "ใบงาน",
        rubric=rubric(),
        is_capstone=last,
        brief=[("paragraph", "<p>เขียนหนึ่งหน้า</p>")],
    )
    if last:
        quiz(page, "posttest", title="แบบทดสอบหลังเรียน", purpose="posttest", questions=[question(f"{code}-P")])
    return page


def programme(code="LLP", modules=2, **fields):
    """A programme of one course with small modules."""
    course = add(
        section("courses"), CoursePage, f"{code.lower()}-a", title=f"รายวิชา {code}", code=f"{code}-A", institute="lgcbi"
    )
    for number in range(1, modules + 1):
        module(course, number, code=f"{code}-{number:02d}", last=number == modules)
    values = {
        "title": "หลักสูตรผู้นำท้องถิ่น",
        "summary": "สำหรับผู้บริหารท้องถิ่น",
        "institute": "lgcbi",
        "kind": "executive",
        "certificate_code": "ผถ",
        "certificate_title": "วุฒิบัตรหลักสูตรผู้นำท้องถิ่น",
        "selection": stream(
            {"title": "โจทย์พื้นที่", "weight": 60}, {"title": "โอกาสนำไปใช้", "weight": 40}, kind="criterion"
        ),
        "who_for": stream("ผู้บริหารท้องถิ่น"),
        "outcomes": stream("ใช้ข้อมูลตัดสินใจได้"),
    } | fields
    page = add(section("programmes"), ProgrammePage, code.lower(), code=code, **values)
    if not page.programme_courses.exists():
        page.programme_courses = [ProgrammeCourse(course=course)]
        page.save()
    return page


def signatory(name="นายสมมติ ผู้ลงนาม", **fields):
    values = {"post": "ผู้อำนวยการวิทยสถาน (ผู้ลงนามสมมติ)", "valid_from": date(2020, 1, 1)} | fields
    return Signatory.objects.get_or_create(name=name, defaults=values)[0]


# --- cohorts --------------------------------------------------------------------
def cohort(programme, code="llp-1", *, number=1, state="running", today=None, actor=None, **fields):
    """A cohort whose dates lie around `today`: running, or planned and taking applications."""
    today = today or timezone.localdate()
    start = today - timedelta(days=30) if state == "running" else today + timedelta(days=60)
    values = {
        "programme": programme,
        "number": number,
        "seats": 60,
        "waitlist_seats": 10,
        "applications_open": start - timedelta(days=90),
        "applications_close": start - timedelta(days=20),
        "starts_on": start,
        "ends_on": start + timedelta(days=120),
        "ceremony_on": start + timedelta(days=140),
        "illustrative": True,
    } | fields
    made = Cohort.objects.create(code=code, **values)
    return start_cohort(cohort=made, actor=actor) if state == "running" else made


def self_paced_cohort(programme, module, code="ard-03-open", **fields):
    """One module on offer, rolling, without a committee."""
    values = {
        "module": module,
        "pace": Pace.SELF_PACED,
        "seats": None,
        "waitlist_seats": 0,
        "applications_close": None,
        "starts_on": None,
        "ends_on": None,
        "ceremony_on": None,
    }
    return cohort(programme, code, **(values | fields))


def staff(cohort, user, role="instructor"):
    return CohortStaff.objects.get_or_create(cohort=cohort, user=user, role=role)[0]


def enrolment(cohort, learner, **fields):
    values = {"position_text": learner.post, "organisation_text": str(learner.organisation or "")} | fields
    return Enrolment.objects.get_or_create(cohort=cohort, learner=learner, defaults=values)[0]


def session(cohort, title="เปิดหลักสูตร", *, day=None, hour=9, hours=6, **fields):
    """A session on `day` (a date in Thailand), beginning at `hour`."""
    day = day or timezone.localdate()
    begins = timezone.make_aware(
        datetime.combine(day if isinstance(day, date) else day.date(), datetime.min.time())
    ) + timedelta(hours=hour)
    values = {
        "mode": "onsite",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=float(hours)),
        "hours": hours,
        "venue": "ห้องประชุมสมมติ",
    } | fields
    return LiveSession.objects.create(cohort=cohort, title=title, **values)
