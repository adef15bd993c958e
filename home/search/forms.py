"""What a reader may ask, and what is said when it cannot be searched for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import analyzer

MIN_LETTERS = 2


class SearchForm(forms.Form):
    """One question. Its clean value is spelt one way, without characters that take no space."""

    q = forms.CharField(
        label=_("Search for"),
        help_text=_("Cases, knowledge, programmes, courses, people, news and other pages of this site."),
        max_length=analyzer.MAX_QUERY_LENGTH,
        error_messages={
            "required": _("Type one or more words to search for."),
            "max_length": _("Use at most %(limit_value)d characters. A few words are enough."),
            "null_characters_not_allowed": _("The text holds a character that cannot be searched for. Type it again."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )

    def clean_q(self):
        text = analyzer.clean(self.cleaned_data["q"]).strip()
        letters = sum(map(len, analyzer.runs(text)))
        if not letters:
            raise ValidationError(
                _("There are no letters or digits to search for. Type one or more words."), "no_letters"
            )
        if letters < MIN_LETTERS:
            raise ValidationError(_("Type at least two letters."), "too_short")
        return text
