"""The ledger: looked through, taken away as a spreadsheet, printed, at the same cost however long it is."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from certificates import tasks
from certificates.actions import printing
from certificates.actions.batches import approve_batch, prepare_replacement
from certificates.actions.register import revoke_certificate
from certificates.models import Certificate, NumberSeries
from home.models import Job

from .pdf_reading import poppler_text

pytestmark = pytest.mark.usefixtures("english")
LATER = date(2026, 11, 2)


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


def copies(certificate, count):
    """So many further lines of the register beside one, in its series, of people who have left."""
    made = []
    for seq in range(certificate.seq + 1, certificate.seq + 1 + count):
        values = {field.attname: getattr(certificate, field.attname) for field in Certificate._meta.concrete_fields}
        values |= {"id": None, "seq": seq, "number": f"รช.ผถ 1-{seq:03d}/2569", "code": f"CODE{seq:08d}"}
        values |= {
            "replaces_for": "",
            "status_place": None,
            "status_list_id": None,
            "replaces_id": None,
            "state": "revoked",
            "revocation_reason": "=1+1",
        }
        made.append(Certificate(**values | {"revoked_at": certificate.issued_at}))
    Certificate.objects.bulk_create(made, batch_size=500)
    NumberSeries.objects.update(last=certificate.seq + count)


@pytest.fixture
def ledger(certificate, complete, cohort, issue, registrar, approver):
    """Five lines: one replaced by a substitute, one revoked, two more valid."""
    complete(cohort, 3)
    issue(cohort)
    _first, second, *_others = Certificate.objects.order_by("seq")
    revoke_certificate(certificate=second, actor=registrar, reason="=HYPERLINK(ออกซ้ำ)")
    batch = prepare_replacement(
        certificate=certificate, registrar=registrar, ground="lost", reason="หาย", issued_on=LATER
    )
    approve_batch(batch=batch, approver=approver)
    return list(Certificate.objects.order_by("seq"))


def shown_numbers(response):
    return [line.seq for line in response.context["lines"]]


def test_lines_stand_in_the_order_of_their_numbers_with_state_and_ground(ledger, as_user, approver):
    answer = as_user(approver).get(at("ledger"))

    assert shown_numbers(answer) == [1, 2, 3, 4, 5]
    shown = page(answer)
    assert "=HYPERLINK(ออกซ้ำ)" in shown and "by รช.ผถ 1-005/2569" in shown
    assert "in the place of รช.ผถ 1-001/2569" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "valid"}, [3, 4, 5]),
        ({"state": "revoked"}, [2]),
        ({"state": "replaced"}, [1]),
        ({"state": "expired"}, []),
        ({"year": "2569"}, [1, 2, 3, 4, 5]),
        ({"purpose": "attendance"}, []),
        ({"q": "๑-๐๐๓/๒๕๖๙"}, [3]),
        ({"q": "ผู้เรียน"}, [2, 3, 4]),
        ({"q": "ผู้เรียน", "state": "valid"}, [3, 4]),
        ({"state": "valid", "year": "9999"}, [3, 4, 5]),
    ],
)
def test_filters_leave_what_was_asked_for(ledger, as_user, registrar, asked, found):
    answer = as_user(registrar).get(at("ledger"), asked)

    assert shown_numbers(answer) == found
    assert ("field--bad" in page(answer)) == (asked.get("year") == "9999")


def test_a_programme_without_certificates_leaves_nothing(ledger, as_user, registrar, programme):
    browser = as_user(registrar)

    assert len(shown_numbers(browser.get(at("ledger"), {"programme": programme.pk}))) == 5
    assert "No line of the ledger answers to this." in page(browser.get(at("ledger"), {"state": "expired"}))


def test_the_spreadsheet_holds_the_same_lines_and_no_formula(ledger, as_user, registrar):
    answer = as_user(registrar).get(at("ledger_sheet"), {"year": "2569"})

    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    head, *rows = book.active.iter_rows(values_only=True)
    assert head[:2] == ("Number", "Name") and [row[0] for row in rows] == [one.number for one in ledger]
    assert [row[1] for row in rows] == [one.name for one in ledger]
    assert "=HYPERLINK(ออกซ้ำ)" in rows[1][6] and rows[0][5] == "2026-09-18"
    assert all(cell.data_type != "f" for row in book.active for cell in row)


def test_text_that_begins_like_a_formula_is_text(ledger, as_user, registrar):
    Certificate.objects.filter(seq=3).update(name="=1+1\x0b", code="+SUM(A1)")

    answer = as_user(registrar).get(at("ledger_sheet"), {"q": "ผู้เรียน"})
    assert [row.seq for row in as_user(registrar).get(at("ledger"), {"state": "valid"}).context["lines"]] == [3, 4, 5]
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    whole = load_workbook(BytesIO(b"".join(as_user(registrar).get(at("ledger_sheet")).streaming_content)))

    row = list(whole.active.iter_rows(values_only=True))[3]
    assert row[1] == "'=1+1" and row[9] == "'+SUM(A1)"
    assert book.active.max_row == 3


def test_the_ledger_is_printed_with_its_head_on_every_page(
    ledger, as_user, registrar, django_capture_on_commit_callbacks
):
    copies(ledger[-1], 60)
    browser = as_user(registrar)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(at("print_ledger"), {"year": "2569"})

    shown = page(browser.get(answer["Location"]))
    job = Job.objects.get(kind=tasks.LEDGER)
    assert at("print_file", job.pk) in shown and "65 lines on A4 landscape" in shown
    fetched = browser.get(at("print_file", job.pk))
    text = poppler_text(b"".join(fetched.streaming_content))
    assert "private" in fetched["Cache-Control"]
    assert text.count("Prepared by") >= 3 and re.search(r"1 ?/ ?\d", text) and "Printed" in text
    assert all(one.number in text and one.name in text for one in ledger)


def test_too_much_for_paper_is_said_and_the_filters_stay(ledger, as_user, registrar, monkeypatch):
    monkeypatch.setattr(printing, "MOST_LINES", 4)
    browser = as_user(registrar)

    answer = browser.post(at("print_ledger"), {"year": "2569", "q": ""}, follow=True)

    assert "Choose a programme and a year." in page(answer) and "year=2569" in answer.redirect_chain[-1][0]
    assert not Job.objects.filter(kind=tasks.LEDGER).exists()


def test_a_thousand_lines_cost_as_many_queries_as_one(certificate, as_user, registrar):
    browser, costs = as_user(registrar), []
    for more in (0, 999):
        copies(certificate, more)
        for address in (at("ledger"), at("ledger_sheet"), at("ledger") + "?q=ตัวอย่าง"):
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                answer = browser.get(address)
                b"".join(answer.streaming_content if answer.streaming else [answer.content])
            costs.append(len(seen))
    assert costs[:3] == costs[3:] and max(costs) <= 14


def test_an_empty_ledger_says_so(as_user, registrar, programme):
    assert "The ledger is empty" in page(as_user(registrar).get(at("ledger")))
