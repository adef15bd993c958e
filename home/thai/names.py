"""Names with their prefix, joined by the official rule.

A certificate carries full prefixes, never abbreviations, and no “ดร.”. นาย, นาง, นางสาว, royal and religious titles
join the name without a space; military rank and academic rank take one. Several prefixes stand in the order
academic, rank, royal. (Academic rank as a prefix: regulation of B.E. 2536.)
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .text import normalise


@dataclass(frozen=True)
class Prefix:
    """One title. `code` is what we store, `th` what official documents print."""

    code: str
    th: str
    abbr_th: str
    en: str
    joins_name: bool
    kind: str  # civil, rank, academic, royal, religious


PREFIXES = (
    Prefix("mr", "นาย", "นาย", "Mr.", True, "civil"),
    Prefix("mrs", "นาง", "นาง", "Mrs.", True, "civil"),
    Prefix("miss", "นางสาว", "น.ส.", "Miss", True, "civil"),
    Prefix("acting_sub_lt", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "Acting Sub Lt.", False, "rank"),
    Prefix("acting_sub_lt_f", "ว่าที่ร้อยตรีหญิง", "ว่าที่ ร.ต.หญิง", "Acting Sub Lt. (f)", False, "rank"),
    Prefix("sgt", "สิบเอก", "ส.อ.", "Sgt.", False, "rank"),
    Prefix("po1", "จ่าเอก", "จ.อ.", "PO1", False, "rank"),
    Prefix("sub_lt", "ร้อยตรี", "ร.ต.", "Sub Lt.", False, "rank"),
    Prefix("capt", "ร้อยเอก", "ร.อ.", "Capt.", False, "rank"),
    Prefix("maj", "พันตรี", "พ.ต.", "Maj.", False, "rank"),
    Prefix("lt_col", "พันโท", "พ.ท.", "Lt. Col.", False, "rank"),
    Prefix("col", "พันเอก", "พ.อ.", "Col.", False, "rank"),
    Prefix("maj_gen", "พลตรี", "พล.ต.", "Maj. Gen.", False, "rank"),
    Prefix("pol_col", "พันตำรวจเอก", "พ.ต.อ.", "Pol. Col.", False, "rank"),
    Prefix("asst_prof", "ผู้ช่วยศาสตราจารย์", "ผศ.", "Asst. Prof.", False, "academic"),
    Prefix("assoc_prof", "รองศาสตราจารย์", "รศ.", "Assoc. Prof.", False, "academic"),
    Prefix("prof", "ศาสตราจารย์", "ศ.", "Prof.", False, "academic"),
    Prefix("adj_prof", "ศาสตราจารย์พิเศษ", "ศ.(พิเศษ)", "Adjunct Prof.", False, "academic"),
    Prefix("ml", "หม่อมหลวง", "ม.ล.", "M.L.", True, "royal"),
    Prefix("mr_royal", "หม่อมราชวงศ์", "ม.ร.ว.", "M.R.", True, "royal"),
    Prefix("phra_khru", "พระครู", "พระครู", "Phra Khru", True, "religious"),
    Prefix("phra_maha", "พระมหา", "พระมหา", "Phra Maha", True, "religious"),
)

# Bilingual labels: people look for their own title, whatever the language of the screen.
PREFIX_CHOICES = [(prefix.code, f"{prefix.th} ({prefix.en})") for prefix in PREFIXES]

_ORDER = {kind: place for place, kind in enumerate(("academic", "rank", "royal", "religious", "civil"))}
_BY_ANY_NAME = {key: prefix for prefix in reversed(PREFIXES) for key in (prefix.en, prefix.abbr_th, prefix.th)}
_BY_ANY_NAME |= {prefix.code: prefix for prefix in PREFIXES}
# Titles outside the list that also join; every title of a monk begins with พระ.
_CUSTOM_JOINS = {
    "คุณ", "คุณหญิง", "ท่านผู้หญิง", "เด็กชาย", "เด็กหญิง", "หม่อม", "หม่อมเจ้า", "สามเณร", "แม่ชี",
}  # fmt: skip


def find_prefix(value: str) -> Prefix | None:
    """The prefix known by this code, Thai word, Thai abbreviation or English form; None if it is none of ours."""
    return _BY_ANY_NAME.get(normalise(value))


def custom_prefix(value: str) -> Prefix:
    """A prefix somebody typed. It takes a space, unless it is a title that is known to join the name."""
    word = normalise(value)
    joins = not word.endswith(".") and (word in _CUSTOM_JOINS or word.startswith("พระ"))
    return Prefix("", word, word, word, joins, "religious" if word.startswith("พระ") else "civil")


def validate_custom_prefix(value: str) -> None:
    """Refuses abbreviations and “ดร.”, which may not stand on a certificate."""
    word = normalise(value)
    if "." in word or word.startswith("ดร"):
        raise ValidationError(
            _("Write the title in full, without abbreviation. “Dr.” is not used on certificates."),
            code="abbreviated_prefix",
        )


def full_name(
    prefix: str | Prefix | Iterable[str | Prefix] | None, given: str, family: str = "", *, language: str = "th"
) -> str:
    """'นายตัวอย่าง หนึ่ง', 'พันเอก หม่อมหลวงตัวอย่าง หนึ่ง', 'Mr. Tuayang Nueng'.

    `prefix` is one or several of: code, word, abbreviation, `Prefix`, or free text; the full word is printed.
    `language` is that of the name, not of the screen.
    """
    given_prefixes = [prefix] if isinstance(prefix, str | Prefix) else list(prefix or ())
    prefixes = [
        item if isinstance(item, Prefix) else find_prefix(item) or custom_prefix(item)
        for item in given_prefixes
        if isinstance(item, Prefix) or normalise(item)
    ]
    prefixes.sort(key=lambda item: _ORDER[item.kind])
    name = " ".join(part for part in (normalise(given), normalise(family)) if part)
    if not name:
        return ""
    if language != "th":
        return " ".join([*(item.en for item in prefixes), name])
    return "".join(item.th + ("" if item.joins_name else " ") for item in prefixes) + name
