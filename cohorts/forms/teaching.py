"""The marking form: one level for each criterion of the frozen rubric, feedback, and why marks change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.scoring import rubric_mark
from home.thai.text import normalise

from ..queries.learning import said

MARK, RETURN = "mark", "return"


class MarkForm(forms.Form):
    """`act` is "mark" or "return"; to return work no level need be chosen, but the feedback is needed."""

    feedback = forms.CharField(
        label=_("Feedback"),
        required=False,
        max_length=8000,
        help_text=_("Say one thing that is good and one that should be better. The learner reads this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # An area, not a line: Enter must not send the form.
    reason = forms.CharField(
        label=_("Why the marks change"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rubric, latest=None, **kwargs):
        initial = {"feedback": latest.feedback, "seen": latest.pk} if latest else {}
        self.rubric, self.latest = rubric, latest
        super().__init__(*args, initial=initial, **kwargs)
        for place, criterion in enumerate(rubric["criteria"]):
            choices = [(level["score"], said(level, "label")) for level in criterion["levels"]]
            self.fields[f"level-{place}"] = forms.TypedChoiceField(
                choices=choices, coerce=int, required=self.act == MARK, empty_value=None, widget=forms.RadioSelect
            )
            self.fields[f"level-{place}"].error_messages["required"] = _("Choose one level.")
            if latest:
                self.initial[f"level-{place}"] = latest.levels.get(str(place))
        if latest:
            # Whether it is needed only the action knows: the same marks sent twice are one.
            self.fields["reason"].required = not self.is_bound
        else:
            del self.fields["reason"]
        if self.act == RETURN:
            self.fields["feedback"].required = True
            self.fields["feedback"].error_messages["required"] = _(
                "Say what should be revised. The learner reads this."
            )

    @property
    def act(self):
        return RETURN if self.data.get("act") == RETURN else MARK

    def clean_feedback(self):
        return normalise(self.cleaned_data["feedback"])

    def clean_reason(self):
        return normalise(self.cleaned_data["reason"])

    def _post_clean(self):
        if self.latest:
            self.fields["reason"].required = True  # shown as what it is

    @property
    def levels(self):
        """{"0": 4, …} of what was chosen, in valid data."""
        found = {str(place): self.cleaned_data.get(f"level-{place}") for place in range(len(self.rubric["criteria"]))}
        return {place: score for place, score in found.items() if score is not None}

    @property
    def facts(self):
        """What the marking actions take."""
        cleaned = self.cleaned_data
        return {
            "levels": self.levels,
            "feedback": cleaned["feedback"],
            "reason": cleaned.get("reason", ""),
            "seen": cleaned["seen"],
        }

    def show(self, error):
        """Put what an action refused where it belongs."""
        fields = getattr(error, "error_dict", {None: error})
        for name, found in fields.items():
            self.add_error(name if name in self.fields else None, found)

    def criteria(self):
        """The rubric as the form shows it: each criterion with its levels, which is chosen, and what is wrong."""
        rows = []
        for place, criterion in enumerate(self.rubric["criteria"]):
            bound = self[f"level-{place}"]
            chosen = str(bound.value())
            levels = [(level, str(level["score"]) == chosen) for level in criterion["levels"]]
            best = max(level["score"] for level in criterion["levels"])
            rows.append({"row": criterion, "bound": bound, "levels": levels, "best": best})
        return rows

    def running(self):
        """(sum of the criteria chosen so far, how many are left): the same sum that grows on the screen."""
        chosen = [
            (row["row"], next((level["score"] for level, picked in row["levels"] if picked), None))
            for row in self.criteria()
        ]
        done = [(criterion, score) for criterion, score in chosen if score is not None]
        part = {"criteria": [criterion for criterion, _score in done]}
        return rubric_mark(part, {str(n): score for n, (_c, score) in enumerate(done)}), len(chosen) - len(done)
