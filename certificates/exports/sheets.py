"""The ledger as a spreadsheet (XLSX)."""

from tempfile import SpooledTemporaryFile

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cohorts.exports import safe_cell
from home.thai.dates import long_date

from . import lines

AT_ONCE = 500
IN_MEMORY = 4 * 1024 * 1024
WIDTHS = (20, 34, 44, 18, 20, 14, 40, 24, 24, 16, 68)


def ledger_sheet(certificates):
    """An open file with a row for each certificate of a queryset, read and written as it goes: little memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Ledger"))
    sheet.freeze_panes = "B2"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJK"[place]].width = width
    sheet.append(_head())
    for certificate in certificates.iterator(AT_ONCE):
        sheet.append([_cell(value) for value in _row(certificate)])
    file = SpooledTemporaryFile(max_size=IN_MEMORY)
    book.save(file)
    file.seek(0)
    return file


def _head():
    return [
        _("Number"),
        _("Name"),
        _("Programme"),
        _("Issued for"),
        _("Date of issue"),
        _("Date of issue (ISO 8601)"),
        _("State"),
        _("Prepared by"),
        _("Approved by"),
        _("Code"),
        _("Fingerprint of the file (SHA-256)"),
    ]


def _row(certificate):
    return [
        lines.number_of(certificate),
        lines.name_of(certificate),
        lines.programme_of(certificate),
        certificate.get_purpose_display(),
        long_date(certificate.issued_on),
        certificate.issued_on.isoformat(),
        lines.state_of(certificate),
        lines.prepared_by(certificate),
        lines.approved_by(certificate),
        certificate.code,
        certificate.sha256,
    ]


def _cell(value):
    """Text that no spreadsheet carries out, without what its file format forbids."""
    return ILLEGAL_CHARACTERS_RE.sub("", safe_cell(value))
