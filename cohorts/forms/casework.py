"""What instructors enter to use a case in class, and what is said on its board."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Rubric
from home.search.analyzer import MAX_QUERY_LENGTH, clean
from home.thai.forms import ThaiDateField
from home.thai.text import normalise

from ..actions.board import LONGEST
from ..models.casework import PLACES


# --- using a case in class -------------------------------------------------------------
def place_in(value):
    """ "session-5" as ("session", 5), or None where it is no such thing."""
    kind, _dash, pk = value.rpartition("-")
    return (kind, int(pk)) if kind in PLACES and pk.isascii() and pk.isdigit() and len(pk) < 18 else None


def grouped(places):
    """The places of one cohort as the choices of a list, kind by kind."""
    titles = {"session": _("Sessions"), "module": _("Modules"), "assignment": _("Assignments")}
    groups = [(titles[kind], [(p.key, p.label) for p in places if p.kind == kind]) for kind in PLACES]
    return [(title, found) for title, found in groups if found]


class CaseFilter(forms.Form):
    """Which public cases are offered; what cannot be searched for shows all."""

    q = forms.CharField(
        label=_("Find a case"), required=False, widget=forms.TextInput(attrs={"type": "search", "class": "input"})
    )

    @property
    def text(self):
        return clean(self["q"].value() or "")[:MAX_QUERY_LENGTH].strip()


class ClassForm(forms.Form):
    """Where the class works on a case, and the task that may go with it."""

    place = forms.ChoiceField(label=_("Where the class works on it"))
    task = forms.CharField(
        label=_("Task"),
        required=False,
        max_length=4000,
        help_text=_("What learners write and hand in about this case. Leave it empty for a discussion only."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    rubric = forms.ModelChoiceField(
        Rubric.objects.order_by("title", "pk"),
        label=_("Rubric"),
        required=False,
        to_field_name="code",
        empty_label=_("No task, no rubric"),
        help_text=_("It is copied as it stands now. Marking goes by the copy."),
    )
    due_on = ThaiDateField(
        label=_("To be handed in by"),
        required=False,
        help_text=_("Learners see this day. Later work is still taken. For example 22/11/2569."),
    )

    def __init__(self, *args, case_class, places, begun=False, **kwargs):
        """Once learners have `begun` the task, it is no longer offered for change."""
        kind, pk = case_class.place
        initial = {
            "place": f"{kind}-{pk}",
            "task": case_class.task,
            "rubric": case_class.rubric.get("code"),
            "due_on": case_class.due_on,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["place"].choices = grouped(places)
        if begun:
            del self.fields["task"], self.fields["rubric"]

    def clean_task(self):
        return normalise(self.cleaned_data["task"])

    @property
    def facts(self):
        """What change_class takes."""
        return self.cleaned_data | {"place": place_in(self.cleaned_data["place"])}

    def show(self, error):
        """Put what an action refused where it belongs."""
        for name, found in getattr(error, "error_dict", {None: error}).items():
            self.add_error(name if name in self.fields else None, found)


# --- the board ------------------------------------------------------------------------
def part_of_board(data):
    """What an address asks to see of the board, as `board_of` takes it; what is no such thing is passed over."""
    pages = {key: _number(value) for key, value in data.items() if re.fullmatch(r"q\d{1,3}|asked", key)}
    pages = {key: number for key, number in pages.items() if number and number > 0}
    return {"pages": pages, "post": max(_number(data.get("post")) or 0, 0)}


class SayForm(forms.Form):
    """One text, under a question, in reply to a post, or (neither) a question of one's own."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    question = forms.CharField(required=False, widget=forms.HiddenInput)
    reply_to = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, question=None, reply_to=None):
        self.place = (question, reply_to)
        super().__init__(
            data,
            initial={"question": question, "reply_to": reply_to},
            auto_id=f"say-{'' if question is None else question}-{reply_to or ''}-%s",
        )
        if reply_to:
            self.fields["text"].label, self.fields["text"].widget.attrs["rows"] = _("Your reply"), 2
        elif question is None:
            self.fields["text"].label = _("Your question")
            self.fields["text"].help_text = _(
                "The instructor and your class read it here. The author of the case reads it too, without your name."
            )

    @classmethod
    def posted(cls, data):
        """The form that was sent, in its place on the board."""
        return cls(data, question=_number(data.get("question")), reply_to=_number(data.get("reply_to")))

    def show(self, error):
        for name, found in getattr(error, "error_dict", {None: error}).items():
            self.add_error(name if name in self.fields else None, found)


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is hidden"),
        max_length=300,
        help_text=_("The class reads this in place of the post."),
        error_messages={"required": _("Say why. The class reads this in place of the post.")},
    )

    def __init__(self, data=None, *, post):
        super().__init__(data, auto_id=f"hide-{post.pk}-%s")

    def clean_reason(self):
        return normalise(self.cleaned_data["reason"])


def _number(value):
    """A number as a browser sent it; None for nothing, and -1, which is nowhere on a board, for anything else."""
    if not value:
        return None
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
