"""What a certificate says: the frozen facts that its document is drawn from."""

import json
from dataclasses import asdict, dataclass
from datetime import date

WUTTHIBAT, STATEMENT = "wutthibat", "statement"
THAI, ARABIC = "thai", "arabic"
ORGANISATION = (
    "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่",
    "Thailand Academy for Area Collaboration, Innovation and Transformation",
)


@dataclass(frozen=True)
class Signatory:
    """Who signs, as it stood on the day of issue.

    `acting_for` is the whole line under the post, such as "ปฏิบัติหน้าที่แทนหัวหน้าวิทยสถาน";
    `signature` is a PNG with a clear ground, or empty where the paper is signed by hand. On an English page each line
    is the English one where that is known.
    """

    name: str
    post: str
    acting_for: str = ""
    signature: bytes = b""
    name_en: str = ""
    post_en: str = ""
    acting_for_en: str = ""


@dataclass(frozen=True)
class CertificateFacts:
    """One row of the register, complete enough to draw the document from nothing else.

    Dates are Common Era and numbers Arabic, as stored: the document turns them into the
    Buddhist Era and, with `numerals` "thai", into Thai digits. `kind_label` is the word on
    the document (วุฒิบัตร, ประกาศนียบัตร, หนังสือรับรอง); `module_title` is for statements
    of a single module. Organisation lines come largest first. `valid_until` is the last day
    of a certificate that ends, `replaces` the number in whose place it stands; both are said in `closing_line`.
    """

    number: str
    name_th: str
    programme_title_th: str
    hours: int
    issued_on: date
    verify_url: str
    code: str
    kind: str = WUTTHIBAT
    kind_label: str = "วุฒิบัตร"
    name_en: str = ""
    programme_title_en: str = ""
    cohort_label: str = ""
    module_title: str = ""
    starts: date | None = None
    ends: date | None = None
    organisation: tuple[str, ...] = ORGANISATION
    signatories: tuple[Signatory, ...] = ()
    closing_line: str = ""
    numerals: str = THAI
    valid_until: date | None = None
    replaces: str = ""

    def as_json(self) -> str:
        """The facts for machines, attached to the document: ISO dates, stable order, no pictures."""
        facts = asdict(self)
        for name in ("numerals", "closing_line"):
            del facts[name]
        for name in ("valid_until", "replaces"):
            if not facts[name]:
                del facts[name]
        for signatory in facts["signatories"]:
            del signatory["signature"]
            if not signatory["acting_for_en"]:
                del signatory["acting_for_en"]
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True, default=date.isoformat) + "\n"
