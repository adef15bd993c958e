"""Pictures that staff hand in for a design: judged by content, and made small enough for a document that is mailed."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
# A page of A4 at 105 dots to the inch; fewer and the eye sees them.
FEWEST_ACROSS, FEWEST_EMBLEM = 1200, 200
# How far a picture may differ from the shape of the page; what stands over is cut off.
SHAPE = 0.12
# Of the 120 KB of a document: words, faces, badge and signature need the rest.
GROUND_BYTES, EMBLEM_BYTES = 36_000, 12_000
ACROSS, QUALITIES = (1754, 1488, 1240, 1063), (80, 70, 60, 50, 42)
EMBLEM_SIDES, EMBLEM_COLOURS = (320, 240, 180), (128, 48)
# Some programs write a little after the end.
TAIL = 64 * 1024
SIDES = {True: (297, 210), False: (210, 297)}


def ground_from(upload, *, landscape) -> bytes:
    """A background that fills the page, as JPEG. ValidationError says what is wrong and what would be right."""
    picture = _opened(upload)
    check_shape(picture.size, landscape=landscape)
    if max(picture.size) < FEWEST_ACROSS:
        raise ValidationError(
            _("The picture is too coarse: %(width)s × %(height)s pixels. The longer side needs %(least)s or more.")
            % {"width": picture.width, "height": picture.height, "least": FEWEST_ACROSS}
        )
    picture = _on_white(picture)
    wide, high = SIDES[landscape]
    for across in ACROSS:
        if across > max(picture.size) and across != ACROSS[-1]:
            continue
        size = tuple(round(side * across / max(wide, high)) for side in (wide, high))
        fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            if len(content := _written(fitted, "JPEG", quality=quality, optimize=True)) <= GROUND_BYTES:
                return content
    raise ValidationError(
        _(
            "The picture has too much detail: documents would be too large to mail. Take a calmer one, with plain "
            "areas and few lines."
        )
    )


def emblem_from(upload) -> bytes:
    """An emblem on a clear square, as PNG. ValidationError says what is wrong."""
    picture = _opened(upload)
    if max(picture.size) < FEWEST_EMBLEM:
        raise ValidationError(
            _("The picture is too coarse: %(width)s × %(height)s pixels. The longer side needs %(least)s or more.")
            % {"width": picture.width, "height": picture.height, "least": FEWEST_EMBLEM}
        )
    picture = picture.convert("RGBA")
    for side in EMBLEM_SIDES:
        small = ImageOps.pad(picture, (side, side), Image.Resampling.LANCZOS, color=(255, 255, 255, 0))
        for colours in EMBLEM_COLOURS:
            plain = small.quantize(colours, method=Image.Quantize.FASTOCTREE).convert("RGBA")
            if len(content := _written(plain, "PNG", optimize=True)) <= EMBLEM_BYTES:
                return content
    raise ValidationError(_("The emblem has too much detail. Take one with plain areas and few colours."))


def check_shape(size, *, landscape):
    """ValidationError when a picture of this size does not have the shape of the page, nearly."""
    wide, high = SIDES[landscape]
    if abs(size[0] / size[1] / (wide / high) - 1) > SHAPE:
        raise ValidationError(
            _("The picture does not have the shape of the page, %(shape)s. Cut it to %(width)s × %(height)s pixels.")
            % {
                "shape": _("which lies (wider than high)") if landscape else _("which stands (higher than wide)"),
                "width": 1754 if landscape else 1240,
                "height": 1240 if landscape else 1754,
            }
        )


def _opened(upload):
    """The picture, upright, in its own colours. ValidationError for anything but PNG and JPEG in RGB or grey."""
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Save the picture smaller.") % {"limit": filesizeformat(MOST_BYTES)}
        )
    upload.seek(0)
    try:
        picture = Image.open(upload)
        if picture.format not in ("PNG", "JPEG"):
            raise ValidationError(
                _("This is a picture of the kind %(kind)s, whatever its name says. PNG and JPEG can be taken.")
                % {"kind": picture.format}
            )
        if picture.width * picture.height > MOST_PIXELS:
            raise ValidationError(_("The picture has too many pixels. Save it smaller."))
        if picture.mode == "CMYK":
            raise ValidationError(
                _("The picture has the colours of a printing press (CMYK), which would come out wrong. Save it as RGB.")
            )
        if not _whole(upload, picture.format):
            raise ValueError("the end is missing")
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("The file is no picture, or it is damaged. PNG and JPEG can be taken.")) from error


def _whole(upload, kind):
    """Whether the end of the file is there: WeasyPrint has Pillow fill up what is missing with grey."""
    upload.seek(max(0, upload.size - TAIL))
    end = upload.read()
    upload.seek(0)
    return {"PNG": b"IEND", "JPEG": b"\xff\xd9"}[kind] in end


def _on_white(picture):
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")


def _written(picture, kind, **options):
    content = BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()
