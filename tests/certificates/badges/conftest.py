"""A badge of an invented person, keys of its own in a folder of its own, and the moments at which it is judged."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from certificates.badges import keys, status
from certificates.badges.achievements import PROGRAMME, Achievement, Competency
from certificates.badges.credentials import credential
from certificates.badges.issuer import Issuer
from certificates.badges.proofs import sign
from certificates.badges.verification import verify
from certificates.facts import CertificateFacts

SITE = "https://academy.example.org"
LIST = f"{SITE}/badges/status/1.json"
ISSUED = datetime(2026, 9, 18, 3, 0, tzinfo=UTC)
PLACE = 94_567

FACTS = CertificateFacts(
    number="รช.ผถ 1-001/2569",
    code="7K3M9Q2XW4TB",
    name_th="นางสาวน้ำผึ้ง ณ ตัวอย่าง",
    name_en="Ms. Namphueng Na Tuayang",
    programme_title_th="หลักสูตรผู้นำท้องถิ่น",
    programme_title_en="Local Leaders Programme",
    cohort_label="รุ่นที่ 1",
    hours=48,
    starts=date(2026, 5, 1),
    ends=date(2026, 8, 31),
    issued_on=date(2026, 9, 18),
    verify_url=f"{SITE}/verify/7K3M9Q2XW4TB/",
)
ACHIEVEMENT = Achievement(
    address=f"{SITE}/badges/achievements/0b6c9a52-7f0e-4b8e-9a55-6a1d5f3c2b10.json",
    page=f"{SITE}/programmes/llp/",
    kind=PROGRAMME,
    code="LLP",
    name_th="หลักสูตรผู้นำท้องถิ่น",
    name_en="Local Leaders Programme",
    summary_th="สำหรับผู้บริหารท้องถิ่น",
    summary_en="For leaders of local authorities",
    criteria_th="เงื่อนไข\n- เข้าเรียนไม่น้อยกว่าร้อยละ 80",
    criteria_en='Criteria\n- "attended" at least 80%',
    hours=48.0,
    competencies=(Competency("ใช้ข้อมูลตัดสินใจได้", "decides with data"), Competency("ทำงานกับพื้นที่ได้")),
)


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def issuer():
    return Issuer(site=SITE, profile=f"{SITE}/badges/issuer.json")


@pytest.fixture
def badge(issuer):
    """badge(name_th=…, place=…, expires_at=…): a signed credential with other facts."""

    def signed(*, place=PLACE, expires_at=None, achievement=ACHIEVEMENT, issuer=issuer, issued_at=ISSUED, **facts):
        told = replace(FACTS, **facts)
        unsigned = credential(
            told,
            issuer=issuer,
            achievement=achievement,
            status=status.StatusEntry(LIST, place),
            address=f"{issuer.site}/badges/credentials/{told.code}.json",
            issued_at=issued_at,
            expires_at=expires_at,
        )
        private, public = keys.signing_key()
        return sign(unsigned, key=private, method=issuer.method(public), created=issued_at)

    return signed


@pytest.fixture
def listed(issuer):
    """listed(revoked, now): {address: the signed status list}."""

    def signed(revoked=(), now=ISSUED):
        private, public = keys.signing_key()
        made = status.status_list(
            issuer, address=LIST, revoked=revoked, key=private, method=issuer.method(public), now=now
        )
        return {LIST: made}

    return signed


@pytest.fixture
def judged(issuer, listed):
    """judged(credential, revoked, lists, now): our own verdict, an hour after the issue."""

    def verdict(found, *, revoked=(), lists=None, now=ISSUED + timedelta(hours=1)):
        lists = listed(revoked) if lists is None else lists
        return verify(found, issuer=issuer, publics=keys.public_keys(), lists=lists, now=now)

    return verdict
