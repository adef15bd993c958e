"""A design as staff fill it in: choices and sentences, no mark-up."""

from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.admin.forms import WagtailAdminModelForm

from ..actions.designs import save_design
from ..designs import BODY_FONT, BOTH, ENGLISH, NAMED, TEXTS, THAI, Design, unknown_names
from ..facts import ARABIC
from ..facts import THAI as THAI_DIGITS
from ..looks import look_of, newest_version, numerals_of
from ..models import CertificateDesign
from ..pdf import crowded
from ..pdf_lines import lacking
from ..samples import sample
from ..uploads import check_shape, emblem_from, ground_from

PICTURE, OURS = "picture", "ours"
LYING, STANDING = "lying", "standing"
LONGEST_TEXT = 220
GROUNDS = [
    ("certificate", _("Braid of six threads with a rosette")),
    ("statement", _("Braid, quiet")),
    ("khit", _("Khit: lozenge in lozenge")),
    ("steps", _("Stairs with households")),
    ("market", _("Market umbrellas")),
    ("plots", _("Plots of land from above")),
    ("terraces", _("Terraced hills")),
    ("", _("White paper")),
    (PICTURE, _("A picture of your own")),
]
# The words on the chips that put a fact into a text.
FACTS = {
    "name": _("name"),
    "name_en": _("English name"),
    "kind": _("kind of document"),
    "number": _("number"),
    "programme": _("programme"),
    "programme_en": _("programme in English"),
    "cohort": _("cohort"),
    "module": _("module"),
    "hours": _("hours"),
    "study": _("days and hours of study"),
    "given_on": _("day of issue"),
    "code": _("code"),
    "organisation": _("academy"),
}


def text_field(label, help_text=""):
    widget = forms.Textarea(attrs={"rows": 2, "data-names-facts": ""})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_TEXT, required=False, widget=widget)


class PictureField(forms.FileField):
    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg"})

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class DesignForm(WagtailAdminModelForm):
    """`look` is what it describes once it has been checked, or None: a missing name alone does not hinder a look."""

    paper = forms.ChoiceField(label=_("Paper"), choices=[(size, size) for size in ("A4", "A3", "A5")])
    orientation = forms.ChoiceField(
        label=_("Lying or standing"),
        choices=[(LYING, _("lies (wider than high)")), (STANDING, _("stands (higher than wide)"))],
    )
    ground = forms.ChoiceField(label=_("Background"), choices=GROUNDS, required=False)
    ground_picture = PictureField(
        label=_("Picture for the background"),
        help_text=_("PNG or JPEG of at least 1,200 pixels, in the shape of the page. Keep the middle calm."),
    )
    emblem = forms.ChoiceField(
        label=_("Emblem"), choices=[(OURS, _("The academy’s mark")), (PICTURE, _("A picture of your own"))]
    )
    emblem_picture = PictureField(
        label=_("Picture for the emblem"), help_text=_("PNG with a clear ground or JPEG, at least 200 pixels.")
    )
    heading = forms.ChoiceField(
        label=_("Letters of names and titles"),
        choices=[("Trirong", _("Trirong (with serifs)")), ("Sarabun", _("Sarabun (plain)"))],
    )
    languages = forms.ChoiceField(
        label=_("Languages"),
        choices=[(BOTH, _("Thai with English below")), (THAI, _("Thai only")), (ENGLISH, _("English only"))],
    )
    numerals = forms.ChoiceField(
        label=_("Digits"),
        choices=[(THAI_DIGITS, _("Thai digits")), (ARABIC, _("Arabic digits"))],
        help_text=_("An English page always has Arabic digits."),
    )
    qr_place = forms.ChoiceField(
        label=_("Place of the QR code"),
        choices=[
            ("auto", _("Where there is room")),
            ("left", _("Bottom left")),
            ("right", _("Bottom right")),
            ("top", _("Top left")),
        ],
    )
    presented = text_field(_("Above the name"), _("Empty: what the kind of document says."))
    deed = text_field(_("Below the name: what was done"), _("Empty: what the kind of document says."))
    closing = text_field(_("A closing line"))
    presented_en = text_field(_("Above the name, in English"))
    deed_en = text_field(_("Below the name, in English"))
    closing_en = text_field(_("A closing line in English"))

    class Meta:
        model = CertificateDesign
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.look, self.kept = None, None
        version = newest_version(self.instance) if self.instance.pk else None
        if version:
            self._fill_from(version)

    def _fill_from(self, version):
        self.kept = kept = look_of(version)
        same = ("paper", "heading", "languages", "qr_place", *TEXTS, *(f"{text}_en" for text in TEXTS))
        self.initial |= {name: getattr(kept, name) for name in same}
        self.initial |= {
            "orientation": LYING if kept.landscape else STANDING,
            "ground": PICTURE if isinstance(kept.ground, bytes) else kept.ground,
            "emblem": PICTURE if kept.emblem else OURS,
            "numerals": numerals_of(version),
        }
        for name in ("ground", "emblem"):
            if self.initial[name] == PICTURE:
                self.fields[f"{name}_picture"].help_text = _("The picture of before stays unless you choose another.")

    def clean(self):
        data = super().clean()
        for text in TEXTS:
            for name in (text, f"{text}_en"):
                self._check_text(name, data.get(name, ""))
        pictures = {name: self._picture(name, data) for name in ("ground", "emblem")}
        if not set(self.errors) - {"name"}:
            self.look = self._look(data, pictures)
            # A picture is no word: what has no room has none on any ground.
            if gone := crowded(sample(), self.look):
                self.add_error(None, ValidationError(no_room(gone), code="no_room"))
        return data

    def _check_text(self, name, text):
        if unknown := unknown_names(text):
            known = ", ".join(f"{{{fact}}}" for fact in FACTS)
            said = _("Not known: %(unknown)s. You can use %(known)s.")
            self.add_error(name, said % {"unknown": ", ".join(f"{{{one}}}" for one in unknown), "known": known})
        elif "{" in NAMED.sub("", text) or "}" in NAMED.sub("", text):
            self.add_error(name, _("A bracket is open. Write facts like {name}."))
        if strange := lacking(text, BODY_FONT):
            self.add_error(name, _("These letters cannot be printed: %(letters)s") % {"letters": strange})

    def _picture(self, name, data):
        """The picture of this name as bytes; None where none is chosen, or what is wrong stands in the errors."""
        if data.get(name) != PICTURE:
            return None
        field, landscape = f"{name}_picture", data.get("orientation") == LYING
        try:
            if upload := data.get(field):
                return ground_from(upload, landscape=landscape) if name == "ground" else emblem_from(upload)
            kept = getattr(self.kept, name, None)
            if not isinstance(kept, bytes):
                raise ValidationError(_("Choose a picture."))
            if name == "ground":
                check_shape(Image.open(BytesIO(kept)).size, landscape=landscape)
            return kept
        except ValidationError as error:
            self.add_error(field, error)

    def _look(self, data, pictures):
        same = ("paper", "heading", "languages", "qr_place", *TEXTS, *(f"{text}_en" for text in TEXTS))
        return Design(
            **{name: data[name] for name in same},
            landscape=data["orientation"] == LYING,
            ground=data["ground"] if pictures["ground"] is None else pictures["ground"],
            emblem=pictures["emblem"],
        )

    def save(self, commit=True):
        save_design(design=self.instance, look=self.look, numerals=self.cleaned_data["numerals"], actor=self.for_user)
        return self.instance


def no_room(lines):
    """What is said when the page has no room for these lines."""
    return _("There is no room for all of it: %(lines)s. Shorten the texts.") % {
        "lines": ", ".join(f"“{line[:40]}”" for line in lines[:3])
    }
