"""The certificate as a PDF: a pure function of frozen facts, the same bytes for the same facts.

PDF/A-3a by construction: tagged, fonts embedded, colour profile, and the facts attached for machines.
The paper (frame, rosette, emblem) is drawn once per process and laid under the words as an artifact.
"""

from base64 import b64encode
from datetime import datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import segno
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from home import pdf_text
from home.thai.dates import date_range, given_on, long_date
from home.thai.digits import to_arabic, to_thai

from .facts import STATEMENT, THAI, CertificateFacts
from .pdf_lines import fit

ART = Path(__file__).parent / "art"
HEADING_FONT = "Trirong-SemiBold.ttf"
MILLIMETRE = 72 / 25.4
NAME = {
    "font_name": HEADING_FONT,
    "room": 226 * MILLIMETRE,
    "sizes": ((36, 33, 30, 27, 24), (24, 22, 20), (18, 16, 14)),
}
TITLE = {"font_name": HEADING_FONT, "room": 226 * MILLIMETRE, "sizes": ((23, 21, 19, 17), (17, 15), (14, 12))}
NO_BREAK_SPACE = "\u00a0"


def render(facts: CertificateFacts) -> bytes:
    """The document of these facts, one page of A4 landscape.

    Raises RuntimeError where the installed WeasyPrint is not the one the text layer was proved with.
    """
    html = render_to_string("certificates/pdf/certificate.html", words(facts))
    pdf_text.install()
    with pdf_text.one_at_a_time:
        fonts, styles, fetcher = _press()
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[styles])
        written = document.write_pdf(
            pdf_variant="pdf/a-3a", finisher=pdf_text.mark_clusters, attachments=[_attachment(facts)]
        )
        return _on_paper(written, _paper(facts.kind == STATEMENT))


def words(facts: CertificateFacts) -> dict:
    """What stands on the document: the facts in sentences, dates and digits as the document shows them."""
    digits = to_thai if facts.numerals == THAI else to_arabic
    title = " ".join(filter(None, (facts.programme_title_th, facts.cohort_label.replace(" ", NO_BREAK_SPACE))))
    within = ""
    if facts.module_title:
        title, within = facts.module_title, f"ใน{title}"
    return {
        "facts": facts,
        "number": digits(facts.number),
        "name": fit(facts.name_th, **NAME),
        "title": fit(digits(title), **TITLE),
        "within": digits(within),
        "deed": _deed(facts),
        "study": digits(_study(facts)),
        "given_on": digits(given_on(facts.issued_on, "th")),
        "signatories": [
            {"name": one.name, "post": one.post, "acting_for": one.acting_for, "picture": _data_uri(one.signature)}
            for one in facts.signatories
        ],
        "qr": _qr(facts.verify_url),
    }


def _deed(facts):
    """What the holder did: passed a module, took part, or completed the programme."""
    if facts.module_title:
        return "ได้ผ่านการเรียนหน่วยการเรียนรู้"
    return "ได้เข้ารับการอบรม" if facts.kind == STATEMENT else "ได้ผ่านการอบรม"


def _study(facts):
    """When and for how many hours; the days are left out where study had no fixed ones."""
    hours = f"จำนวน {facts.hours} ชั่วโมง"
    starts, ends = facts.starts, facts.ends
    if not (starts and ends):
        return hours
    if starts == ends:
        return f"เมื่อวันที่ {long_date(starts, 'th')} {hours}"
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"ระหว่างวันที่ {date_range(starts, ends, 'th')} {hours}"
    return f"ตั้งแต่วันที่ {long_date(starts, 'th')} ถึงวันที่ {long_date(ends, 'th')} {hours}"


@lru_cache(maxsize=1)
def _press():
    """Fonts and style, loaded once. Nothing but files and data is ever fetched."""
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return fonts, CSS(filename=ART / "certificate.css", font_config=fonts, url_fetcher=fetcher), fetcher


@lru_cache(maxsize=2)
def _paper(statement):
    """The page under the words as a PDF of its own, kept because its lines cost more than all the words."""
    fonts, _, fetcher = _press()
    html = f'<html lang="th" class="{STATEMENT if statement else ""}"><body></body></html>'
    styles = CSS(filename=ART / "paper.css", font_config=fonts, url_fetcher=fetcher)
    return HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[styles]).write_pdf()


def _on_paper(written, paper):
    """Lay the paper under the one page, marked as an artifact so that screen readers pass over it."""
    with pikepdf.open(BytesIO(written)) as certificate, pikepdf.open(BytesIO(paper)) as under:
        page = certificate.pages[0]
        form = certificate.copy_foreign(under.pages[0].as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Paper)
        page.contents_add(f"/Artifact BMC q {name} Do Q EMC".encode(), prepend=True)
        # WeasyPrint lists the attachment twice.
        certificate.Root.AF = pikepdf.Array(list(certificate.Root.AF)[:1])
        output = BytesIO()
        certificate.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return output.getvalue()


def _attachment(facts):
    """The facts for machines. Its dates are the day of issue: the clock must not change the file."""
    issued = datetime.combine(facts.issued_on, time())
    return Attachment(
        string=facts.as_json(),
        name="certificate.json",
        description="ข้อมูลในทะเบียนของเอกสารฉบับนี้",
        created=issued,
        modified=issued,
        relationship="Source",
    )


def _qr(url):
    """The check page's address as a QR code: dark blue on white, with the quiet zone the standard asks for."""
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", scale=8, border=4, dark="#1c2f52")
    return _data_uri(picture.getvalue())


def _data_uri(png):
    return f"data:image/png;base64,{b64encode(png).decode()}" if png else ""
