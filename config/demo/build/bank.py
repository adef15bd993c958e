"""What goes with the cases: provinces, pictures, files, and a case that was taken back."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image

from accounts.models import Province, User
from casebank.actions.curating import retract
from casebank.models import CaseFile, CasePage, CasePicture

from .data import DATA, load


@transaction.atomic
def build_bank(password):
    data = load("bank")
    for code, provinces in data["provinces"].items():
        for case in CasePage.objects.filter(code=code):
            case.provinces = Province.objects.filter(code__in=provinces)
            case.save()
    for row in data["pictures"]:
        for case in in_both_languages(row["code"], "pictures"):
            add_picture(case, row, case.locale.language_code)
    for code in {row["code"] for row in data["files"]}:
        rows = [row for row in data["files"] if row["code"] == code]
        for case in in_both_languages(code, "files"):
            case.files = [file_of(row, case.locale.language_code) for row in rows]
            case.save()
    for row in data["retracted"]:
        case = CasePage.objects.get(code=row["code"], locale__language_code="th")
        if not case.retracted:
            retract(page=case, by=User.objects.get(email="editor@example.org"), reason=row["reason"])


def in_both_languages(code, relation):
    """The pages of a case that have nothing in this relation yet."""
    pages = CasePage.objects.filter(code=code).select_related("locale")
    return [case for case in pages if not getattr(case, relation).exists()]


def add_picture(case, row, language):
    image = Image.objects.filter(title=row["caption_th"]).first() or Image.objects.create(
        title=row["caption_th"],
        description=row["alt_th"],
        file=ImageFile(ContentFile((DATA / "pictures" / row["file"]).read_bytes()), row["file"]),
    )
    words = {name: row[f"{name}_{language}"] for name in ("alt", "caption", "credit")}
    case.pictures = [CasePicture(image=image, **words)]
    case.save()


def file_of(row, language):
    document = Document.objects.filter(title=row["title_th"]).first() or Document.objects.create(
        title=row["title_th"], file=ContentFile((DATA / "files" / row["file"]).read_bytes(), row["file"])
    )
    return CaseFile(
        document=document, title=row[f"title_{language}"], for_instructors=row.get("for_instructors", False)
    )
