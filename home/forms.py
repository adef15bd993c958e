"""What editors upload at the desk, judged like everything from people. Settings name the two forms for every way in."""

from django.conf import settings
from django.utils.translation import gettext as _
from PIL.Image import DecompressionBombError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .uploads import check_document


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_document(file)
        return file


class ImageForm(BaseImageForm):
    def _clean_fields(self):
        """Wagtail counts the pixels of a picture once Pillow has opened it; Pillow does not open those of a bomb."""
        try:
            super()._clean_fields()
        except DecompressionBombError:
            limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
            self.add_error("file", _("The picture has more than %(limit)d million pixels.") % {"limit": limit})
