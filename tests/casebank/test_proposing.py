"""Proposing a case: a draft of one's own that the institute's editors review."""

import pytest

from casebank.actions.proposing import contributor_of, draft_case
from casebank.models import CasePage
from config.demo import factories as make

pytestmark = pytest.mark.django_db
RESULT = {"indicator": "ส่วนแบ่ง", "before": 7, "after": 17, "unit": "ร้อยละ", "is_percent": True, "source": "สมุดบัญชี"}


def test_a_drafted_case_stands_in_the_bank_unpublished(site, learner):
    make.case("CASE-LEDI-04", institute="ledi")
    case = draft_case(
        by=learner,
        institute="ledi",
        title="ตลาดเช้าของเรา",
        values={"problem": "คนกลางได้มากกว่าคนปลูก", "lessons": ["เริ่มจากผู้ซื้อ", " "], "results": [RESULT]},
        authors=[contributor_of(learner)],
    )
    kept = CasePage.objects.get(pk=case.pk)
    assert (kept.live, kept.code, kept.slug, kept.owner, kept.proposed_by) == (
        False,
        "CASE-LEDI-05",
        "case-ledi-05",
        learner,
        learner,
    )
    assert [block.value for block in kept.lessons] == ["เริ่มจากผู้ซื้อ"]
    assert kept.results[0].value["after"] == 17
    assert [row.contributor.user for row in kept.authorships.all()] == [learner]
    assert kept.get_latest_revision_as_object().problem == "คนกลางได้มากกว่าคนปลูก"


def test_an_account_has_one_author_record(learner):
    assert contributor_of(learner) == contributor_of(learner)
