"""Invented facts for looking at a design: names short and long, one signatory or five."""

from datetime import date

from .facts import THAI, WUTTHIBAT, CertificateFacts, Signatory

SHORT, LONGEST, LATIN = "short", "longest", "latin"
NAMES = {
    SHORT: ("นายปิ่น ที่ดี", "Mr Pin Thidi"),
    # A title of the family of kings, a rank, Pali marks, and as many letters as names here ever have.
    LONGEST: (
        "ผู้ช่วยศาสตราจารย์ พันตำรวจเอกหญิง หม่อมราชวงศ์น้ำผึ้งกัญญาณัฐฐิตา ธมฺมสกุลวฑฺฒนกำแหงมหาศิริวัฒนากูล",
        "Assistant Professor Police Colonel Mom Rajawongse Namphueng-Kanyanatthita Dhammasakulavaddhanakul",
    ),
    LATIN: ("Jean-Baptiste Emmanuel Featherstonehaugh", "Jean-Baptiste Emmanuel Featherstonehaugh"),
}
SIGNATORIES = (
    Signatory(
        "ศาสตราจารย์ ดร.ตัวอย่าง ผู้ลงนามชื่อยาว",
        "หัวหน้าวิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่",
        name_en="Professor Tuayang Phulongnam-Chueyao, PhD",
        post_en="Head of the Academy",
    ),
    Signatory(
        "นางสาวตัวอย่าง ที่สอง",
        "รองผู้อำนวยการสำนักงานบริหารกลาง",
        "ปฏิบัติหน้าที่แทนผู้อำนวยการ",
        name_en="Miss Tuayang Thisong",
        post_en="Deputy Director of the Central Office",
        acting_for_en="Acting on behalf of the Director",
    ),
    Signatory(
        "รองศาสตราจารย์ ตัวอย่าง ที่สาม",
        "คณบดีวิทยาลัยการจัดการพื้นที่",
        name_en="Associate Professor Tuayang Thisam",
        post_en="Dean of the College of Area Management",
    ),
    Signatory("นายตัวอย่าง ที่สี่", "นายกเทศมนตรีเมืองตัวอย่าง", name_en="Mr Tuayang Thisi", post_en="Mayor of Tuayang"),
    Signatory(
        "ว่าที่ร้อยตรีหญิงตัวอย่าง ที่ห้า",
        "ปลัดองค์การบริหารส่วนจังหวัด",
        name_en="Acting Sub Lt Tuayang Thiha",
        post_en="Chief Administrator of the Province",
    ),
)


def sample(name=SHORT, signatories=1, *, numerals=THAI, kind=WUTTHIBAT, kind_label="วุฒิบัตร") -> CertificateFacts:
    """Facts of nobody, for a look at a design with one of NAMES and as many signatories."""
    name_th, name_en = NAMES[name]
    return CertificateFacts(
        number="รช.ตย 1-001/2570",
        code="7KQ2M4XN9P",
        verify_url="https://example.org/verify/7KQ2M4XN9P/",
        kind=kind,
        kind_label=kind_label,
        name_th=name_th,
        name_en=name_en,
        programme_title_th="หลักสูตรผู้นำการพัฒนาพื้นที่ระดับสูง",
        programme_title_en="Advanced Programme for Leaders of Area Development",
        cohort_label="รุ่นที่ 1",
        hours=96,
        starts=date(2027, 4, 3),
        ends=date(2027, 8, 28),
        issued_on=date(2027, 9, 18),
        signatories=SIGNATORIES[:signatories],
        numerals=numerals,
    )
