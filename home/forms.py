"""Pages, pictures and documents at the desk. Settings name the forms of the last two for every way in."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from PIL.Image import DecompressionBombError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import Page

from .thai.slugs import slug_from, unique_slug
from .uploads import check_document


class SitePageForm(WagtailAdminPageForm):
    """The form of every page: an address where the title is Thai, and a publication that no late saving undoes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        """What a browser makes of a Thai title ("-", "-2570") is no address: the code gives one, or the kind."""
        slug = self.cleaned_data.get("slug")
        if slug is not None and (not slug or slug.strip("-") != slug):
            self.cleaned_data["slug"] = self._free_slug()
        return super().clean()

    def _free_slug(self):
        parent = self.parent_page or self.instance.get_parent()
        siblings = Page.objects.child_of(parent).exclude(pk=self.instance.pk)
        title, kind = self.cleaned_data.get("title"), self._meta.model._meta.model_name.removesuffix("page")
        wanted = slug_from(self.cleaned_data.get("code"), title, fallback=kind)
        return unique_slug(wanted, set(siblings.values_list("slug", flat=True)))

    @transaction.atomic
    def save(self, commit=True):
        """A draft that was sent before its page was published, and arrives after it, does not take the page back.

        Wagtail writes a page that is not live as it was read at the beginning of the request, and two may be at work on
        it: one saves while the other publishes.
        """
        page = self.instance
        if commit and page.pk and Page.objects.select_for_update().filter(pk=page.pk, live=True).exists():
            page.live, commit = True, False
        return super().save(commit=commit)


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
