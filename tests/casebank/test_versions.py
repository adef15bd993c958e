"""Every publication is a version; a corrected one says what changed. Nothing goes out with something missing."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import AuditEntry
from casebank.models import CasePage, PageVersion
from casebank.requirements import NotReady
from config.demo import factories as make
from home.jobs import publish_scheduled_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(site):
    """Ready to be published for the first time."""
    return make.complete_case(live=False)


def publish(case, **values):
    for name, value in values.items():
        setattr(case, name, value)
    case.save_revision(clean=False).publish()
    return CasePage.objects.get(pk=case.pk)


def notes(case):
    return list(PageVersion.objects.filter(page_id=case.pk).order_by("number").values_list("number", "note"))


def missing(case, **values):
    with pytest.raises(NotReady) as refused:
        publish(case, **values)
    assert not CasePage.objects.get(pk=case.pk).live
    return set(refused.value.gaps)


def shown(case):
    return render_to_string("casebank/versions.html", {"page": case})


def test_versions_are_counted_and_shown_with_what_changed(draft):
    case = publish(draft)
    assert notes(case) == [(1, "")]
    assert shown(case).strip() == ""
    case = publish(case, mechanism="กลไกที่แก้แล้ว", change_note="แก้ตัวเลขของปี 2565")
    assert notes(case) == [(1, ""), (2, "แก้ตัวเลขของปี 2565")]
    assert "แก้ตัวเลขของปี" in shown(case)


def test_a_correction_without_a_new_note_is_refused(draft):
    case = publish(draft)
    with pytest.raises(NotReady):
        publish(case, mechanism="กลไกใหม่")
    case = publish(case, change_note="แก้กลไก")
    with pytest.raises(NotReady) as refused:
        publish(case, mechanism="กลไกใหม่กว่า")
    assert set(refused.value.gaps) == {"change_note"}
    assert len(notes(case)) == 2


def test_the_same_text_again_is_no_new_version(draft):
    case = publish(draft)
    case.unpublish()
    CasePage.objects.get(pk=case.pk).get_latest_revision().publish()
    assert notes(case) == [(1, "")]


def test_named_people_need_consent_and_an_editors_check(draft):
    assert missing(draft, names_people=True) == {"consent_given", "consent_note", "consent_checked"}
    assert missing(draft, consent_given=True, consent_note="ลงนามแล้ว") == {"consent_checked"}
    assert publish(draft, consent_checked=True).live


@pytest.mark.parametrize("part", ["context", "mechanism", "transferability"])
def test_an_empty_part_holds_the_case_back(draft, part):
    assert missing(draft, **{part: " "}) == {part}


def test_a_thai_case_needs_english_words(draft):
    assert missing(draft, summary_en="") == {"summary_en"}
    make.translate(draft, title="A case", summary="In English")
    assert publish(draft).live


def test_what_is_missing_when_its_time_comes_stays_a_draft_and_holds_nothing_else_up(draft, monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    revisions = []
    for case in (draft, make.complete_case("CASE-LEDI-02", live=False)):
        case.go_live_at = later
        revisions.append(case.save_revision(clean=False))
        revisions[-1].publish()
    content = revisions[0].content | {"names_people": True}
    type(revisions[0]).objects.filter(pk=revisions[0].pk).update(content=content)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=1))
    publish_scheduled_pages()
    publish_scheduled_pages()
    assert set(CasePage.objects.live().values_list("code", flat=True)) == {"CASE-LEDI-02"}
    entry = AuditEntry.objects.get(verb="case.not_published")
    assert entry.after == {"missing": ["consent_checked", "consent_given", "consent_note"]}
