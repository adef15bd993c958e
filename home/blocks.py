"""Blocks from which editors build a page; each has a template of the same name under templates/blocks/."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from .choices import Institute

TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class ImageBlock(blocks.StructBlock):
    """A picture; the text for those who cannot see it is required."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=250,
        help_text=_("Say what the picture tells, for those who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=250, required=False)
    credit = blocks.CharBlock(label=_("credit"), max_length=150, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with its alternative text")
        template = "blocks/image.html"


class VideoFileBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("video file (MP4)"))
    title = blocks.CharBlock(label=_("title"), max_length=150)
    transcript = blocks.RichTextBlock(
        label=_("transcript"), features=TEXT_FEATURES, help_text=_("What is said, for those who cannot hear it.")
    )

    class Meta:
        icon = "media"
        label = _("Video file")
        description = _("A video of our own, with its transcript")
        template = "blocks/video_file.html"


class VideoEmbedBlock(blocks.StructBlock):
    video = EmbedBlock(label=_("address of the video"), help_text=_("A YouTube or Vimeo address."))
    title = blocks.CharBlock(label=_("title"), max_length=150)

    class Meta:
        icon = "media"
        label = _("Video from elsewhere")
        description = _("A film on YouTube or Vimeo; it is loaded only when asked for")
        template = "blocks/video_embed.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(label=_("title"), max_length=150, required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file to take along")
        template = "blocks/download.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[("info", _("Note")), ("example", _("Example")), ("ok", _("Do this")), ("warn", _("Take care"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("title"), max_length=150, required=False)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("A note, an example or a warning set apart")
        template = "blocks/callout.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(label=_("source"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Words of another, with their source")
        template = "blocks/quotation.html"


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(label=_("language"), max_length=30, required=False)
    code = blocks.TextBlock(label=_("code"))

    class Meta:
        icon = "code"
        label = _("Code")
        description = _("Program text or a formula, letter for letter")
        template = "blocks/code.html"


class DoorBlock(blocks.StructBlock):
    """A first step for one kind of reader."""

    institute = blocks.ChoiceBlock(label=_("colour"), choices=Institute.choices)
    who = blocks.CharBlock(label=_("who"), max_length=80)
    title = blocks.CharBlock(label=_("title"), max_length=150)
    detail = blocks.CharBlock(label=_("detail"), max_length=200)
    action = blocks.CharBlock(label=_("words of the link"), max_length=80)
    address = blocks.CharBlock(
        label=_("address"), max_length=200, help_text=_("Without the language, for example /programmes/local-leader/.")
    )

    class Meta:
        icon = "login"
        label = _("Door")


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("term"), max_length=120)
    other = blocks.CharBlock(label=_("in the other language"), max_length=120, required=False)

    class Meta:
        icon = "tag"
        label = _("Term")


class NumberBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("number"), max_length=60)
    label = blocks.CharBlock(label=_("what it counts"), max_length=200)
    source = blocks.CharBlock(label=_("source and limits"), max_length=300)

    class Meta:
        icon = "order"
        label = _("Number")


class BodyTableBlock(TableBlock):
    @cached_property
    def table_options(self):
        return super().table_options | {"language": "en-US"}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


def body_blocks():
    """What every body may hold; lessons add their own to it."""
    return [
        (
            "paragraph",
            blocks.RichTextBlock(
                label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template="blocks/paragraph.html"
            ),
        ),
        ("heading", blocks.CharBlock(label=_("Heading"), icon="title", max_length=150, template="blocks/heading.html")),
        (
            "list",
            blocks.ListBlock(
                blocks.CharBlock(max_length=400, label=_("item")),
                label=_("List"),
                icon="list-ul",
                template="blocks/list.html",
            ),
        ),
        ("image", ImageBlock()),
        ("video_file", VideoFileBlock()),
        ("video", VideoEmbedBlock()),
        ("download", DownloadBlock()),
        ("callout", CalloutBlock()),
        ("table", BodyTableBlock()),
        ("quotation", QuotationBlock()),
        ("code", CodeBlock()),
    ]
