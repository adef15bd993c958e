"""One person through the whole product, in Thai on a phone: from signing up to a stranger's verification."""

import re

import pytest
from playwright.sync_api import Page, expect

from config.demo import factories as make

EMAIL = "somjai@example.org"
PASSWORD = "ผู้นำ-ท้องถิ่น-2569"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def academy():
    """A programme of one module whose second cohort takes applications, and the people who run it."""
    make.site()
    make.province("90", iso="TH-90", name_th="สงขลา", name_en="Songkhla", region="south", sort=59)
    make.organisation("เทศบาลตำบลสมมติ ข", province=make.province("90"))
    programme = make.programme(modules=1)
    cohort = make.cohort(programme, "llp-2", number=2, state="planned", applications_close=in_days(30))
    for role in ("officer", "instructor", "registrar", "approver"):
        make.person(f"{role}@example.org", role)
    make.staff(cohort, make.User.objects.get(email="instructor@example.org"))
    make.session(cohort, "ปฐมนิเทศ", hours=6)
    make.signatory()
    return cohort


def in_days(days):
    return make.timezone.localdate() + make.timedelta(days=days)


@pytest.fixture
def as_person(new_context, address):
    """as_person(email): a phone on which that person has signed in through the sign-in page."""

    def sign_in(email, password=make.PASSWORD):
        page = new_context().new_page()
        page.goto(f"{address}/accounts/login/")
        page.get_by_label("อีเมล").fill(email)
        page.get_by_label("รหัสผ่าน", exact=True).fill(password)
        page.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ").click()
        expect(page.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ")).to_have_count(0)
        return page

    return sign_in


def test_from_sign_up_to_verification(academy, as_person, new_context, address, mails, tmp_path):
    executive = new_context().new_page()
    sign_up(executive, address, mails)
    write_profile(executive)
    apply(executive, address, mails)
    decide(as_person("officer@example.org"), address, mails)
    learn(executive, address, tmp_path)
    mark(as_person("instructor@example.org"), address, mails)
    take_roll_call(as_person("officer@example.org"), address)
    finish(executive, address)
    issue(as_person, address)
    number, code = collect(executive, address, mails)
    verify(new_context().new_page(), address, number, code)


def sign_up(page: Page, address, mails):
    page.goto(address)
    page.get_by_role("link", name="ดูหลักสูตรและสมัคร").first.click()
    page.get_by_role("link", name=re.compile("สมัครเข้าเรียน")).first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile("สมัครสมาชิก")).first.click()
    page.get_by_label("อีเมล").fill(EMAIL)
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("main").get_by_role("button", name="สมัครสมาชิก").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("อีเมล")
    subject, text = mails.last(EMAIL)
    assert "ยืนยัน" in subject
    page.goto(re.search(r"http\S+/confirm-email/\S+/", text)[0])
    page.get_by_role("button", name=re.compile("ยืนยัน")).click()


def write_profile(page: Page):
    page.wait_for_url("**/me/**")
    page.get_by_label("คำนำหน้าชื่อ", exact=True).select_option("นางสาว (Miss)")
    page.locator("[name=first_name]").fill("น้ำใจ")
    page.locator("[name=last_name]").fill("ตั้งถิ่นฐาน")
    page.locator("[name=first_name_en]").fill("Namjai")
    page.locator("[name=last_name_en]").fill("Tangthinthan")
    page.locator("[name=position]").select_option("clerk")
    page.locator("[name=position_text]").fill("ปลัดเทศบาลตำบล")
    page.locator("[name=province]").select_option("90")
    page.locator("[name=kind]").select_option("SUBDISTRICT_MUN")
    page.locator("[name=organisation]").select_option(label="เทศบาลตำบลสมมติ ข")
    expect(page.locator(".nameplate")).to_contain_text("นางสาวน้ำใจ ตั้งถิ่นฐาน")
    page.get_by_role("button", name=re.compile("บันทึก")).first.click()
    expect(page.get_by_role("main")).to_contain_text("บันทึก")


def apply(page: Page, address, mails):
    page.goto(f"{address}/me/privacy/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=re.compile("บันทึก")).click()
    page.goto(f"{address}/apply/llp-2/")
    page.locator("[name=area_question]").fill("ตลาดเทศบาลค้างชำระค่าธรรมเนียมมาก")
    page.locator("[name=expectation]").fill("ทดลองจดหมายแบบใหม่กับร้านค้า")
    page.get_by_role("button", name="บันทึกฉบับร่าง").click()
    expect(page.locator("[name=area_question]")).to_have_value("ตลาดเทศบาลค้างชำระค่าธรรมเนียมมาก")
    page.get_by_role("button", name=re.compile("^ส่งใบสมัคร")).click()
    expect(page.get_by_role("main")).to_contain_text("LLP-2/")
    assert "LLP-2/" in mails.last(EMAIL)[1]


def decide(page: Page, address, mails):
    page.goto(f"{address}/manage/llp-2/applications/")
    page.get_by_label(re.compile("น้ำใจ ตั้งถิ่นฐาน")).first.select_option("accepted")
    page.get_by_role("button", name="บันทึกผลการพิจารณาในหน้านี้").click()
    expect(page.get_by_role("main")).to_contain_text("มีสิทธิเข้าเรียน")
    assert "ได้รับการคัดเลือก" in mails.last(EMAIL)[1]
    page.goto(f"{address}/manage/llp-2/")
    page.locator("[data-open=start]").click()
    page.locator("dialog[open] button[type=submit], dialog[open] form button:not([data-close])").first.click()
    expect(page.get_by_role("main")).to_contain_text("กำลังดำเนินการ")


def learn(page: Page, address, tmp_path):
    page.goto(f"{address}/learn/")
    expect(page.get_by_role("main")).to_contain_text("สิ่งที่ต้องทำต่อไป")
    answer_quiz(page, f"{address}/learn/llp-2/", "แบบทดสอบก่อนเรียน")
    page.goto(f"{address}/learn/llp-2/outline/")
    page.get_by_role("link", name=re.compile("บทเรียน 1")).first.click()
    expect(page.get_by_role("main")).to_contain_text("เนื้อหาบทเรียน")
    page.get_by_role("button", name=re.compile("ไปต่อ")).click()
    answer_quiz(page, f"{address}/learn/llp-2/", re.compile("^แบบทดสอบ(?!ก่อน|หลัง)"))
    page.goto(f"{address}/learn/llp-2/outline/")
    page.get_by_role("link", name=re.compile("โครงงาน")).first.click()
    proposal = tmp_path / "ข้อเสนอ.pdf"
    proposal.write_bytes(b"%PDF-1.7 proposal")
    page.locator("[name=text]").fill("โจทย์ ข้อมูล และแผนของเทศบาล")
    page.locator("[name=files]").set_input_files(proposal)
    page.get_by_role("button", name="ส่งงาน").click()
    expect(page.get_by_role("main")).to_contain_text("ข้อเสนอ.pdf")
    answer_quiz(page, f"{address}/learn/llp-2/", "แบบทดสอบหลังเรียน")


def answer_quiz(page: Page, home, name):
    """Answers every question rightly (the right choice reads “ถูก”) and sees the marks."""
    page.goto(f"{home}outline/")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="เริ่มทำแบบทดสอบ").click()
    for choice in page.get_by_label("ถูก", exact=True).all():
        choice.check()
    page.get_by_role("button", name="ส่งและตรวจคำตอบ").click()
    expect(page.get_by_role("main")).to_contain_text("เพราะเหตุนี้")


def mark(page: Page, address, mails):
    page.goto(f"{address}/teach/")
    page.get_by_role("link", name=re.compile("น้ำใจ")).first.click()
    page.get_by_role("tab", name=re.compile("เกณฑ์")).click()
    for best in page.locator(".lvl input[value='4']").all():
        best.check()
    page.locator("[name=feedback]").fill("โจทย์ชัด ควรเพิ่มวันที่ของข้อมูล")
    page.get_by_role("button", name=re.compile("ส่งคะแนน")).click()
    expect(page.get_by_role("main")).to_contain_text("100")
    assert "โครงงาน" in mails.last(EMAIL)[1]


def take_roll_call(page: Page, address):
    page.goto(f"{address}/manage/")
    page.get_by_role("link", name=re.compile("เช็กชื่อ: ปฐมนิเทศ")).click()
    page.locator("input[type=radio][value=present]").first.check()
    page.get_by_role("button", name="ปิดคาบและส่ง").click()
    expect(page.get_by_role("main")).to_contain_text("ปิด")


def finish(page: Page, address):
    page.goto(f"{address}/learn/llp-2/progress/")
    missing = page.get_by_role("main")
    expect(missing).to_contain_text("แบบประเมินความพึงพอใจ")
    page.goto(f"{address}/learn/llp-2/evaluation/")
    for best in page.locator("input[type=radio][value='5']").all():
        best.check()
    page.get_by_role("button", name="ส่งแบบประเมิน").click()
    page.goto(f"{address}/learn/llp-2/")
    expect(page.get_by_role("main")).to_contain_text("สำเร็จการอบรม")


def issue(as_person, address):
    registrar = as_person("registrar@example.org")
    registrar.goto(f"{address}/registrar/")
    registrar.get_by_role("button", name=re.compile("รุ่นที่ 2")).click()
    registrar.wait_for_url("**/registrar/batches/*/")
    expect(registrar.get_by_role("button", name=re.compile("อนุมัติ"))).to_have_count(0)
    approver = as_person("approver@example.org")
    approver.goto(registrar.url)
    approver.get_by_role("button", name=re.compile("อนุมัติ")).first.click()
    expect(approver.get_by_role("main")).to_contain_text("ผถ")


def collect(page: Page, address, mails):
    """(number, code) of the certificate, from its own page and the mail that told of it."""
    assert "/learn/certificates/" in mails.last(EMAIL)[1]
    page.goto(f"{address}/learn/certificates/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    pdf = waiting.value.path().read_bytes()
    assert pdf.startswith(b"%PDF-")
    shown = page.get_by_role("main").inner_text()
    number = re.search(r"รช\.ผถ [๐-๙0-9]+-[๐-๙0-9]+/[๐-๙0-9]+", shown)[0]
    code = re.search(r"/verify/([0-9A-Z]+)/", page.content())[1]
    return number, code


def verify(page: Page, address, number, code):
    page.goto(f"{address}/verify/{code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ใช้ได้")
    for fact in ("นางสาวน้ำใจ ตั้งถิ่นฐาน", "หลักสูตรผู้นำท้องถิ่น"):
        expect(page.get_by_role("main")).to_contain_text(fact)
    page.goto(f"{address}/verify/")
    page.locator("[name=number]").fill(number)
    page.locator("[name=surname]").fill("ตั้งถิ่นฐาน")
    page.get_by_role("main").get_by_role("button", name="ตรวจสอบ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ใช้ได้")


def test_a_researcher_takes_one_module_without_a_committee(self_paced, as_person, address, mails):
    make.person("researcher@example.org", position="researcher", position_text="นักวิจัย")
    page = as_person("researcher@example.org")
    page.goto(f"{address}/apply/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^ลงทะเบียน")).first.click()
    page.get_by_role("button", name=re.compile("ลงทะเบียน")).click()
    expect(page.get_by_role("main")).to_contain_text("สิ่งที่ต้องทำต่อไป")
    assert "หน่วยที่ 2" in mails.last("researcher@example.org")[1]
    page.goto(f"{address}/learn/{self_paced.code}/outline/")
    page.get_by_role("main").get_by_role("link", name=re.compile("บทเรียน")).first.click()
    page.get_by_role("button", name=re.compile("ไปต่อ")).click()
    page.goto(f"{address}/learn/{self_paced.code}/progress/")
    expect(page.get_by_role("main")).to_contain_text("โครงงาน")
