"""What officers and committee members enter: sessions, scores, decisions, and the marks of a roll-call."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from home.thai.dates import local
from home.thai.forms import ThaiDateField
from home.thai.text import normalise

from ..choices import ApplicationState, AttendanceStatus
from ..models import LiveSession

DECISIONS = (
    (ApplicationState.ACCEPTED, _("Admit")),
    (ApplicationState.WAITLISTED, _("Waiting list")),
    (ApplicationState.REJECTED, _("Do not admit")),
)


class TimeField(forms.TimeField):
    """A time of day: 13:00, or 13.00 as Thai writes it."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


class SessionForm(forms.ModelForm):
    """A session: one day, from a time to a time. `facts` is what schedule_session takes."""

    day = ThaiDateField(label=_("Day"), help_text=_("For example 22/11/2569."))
    begins = TimeField(label=_("Begins at"))
    ends = TimeField(label=_("Ends at"))
    online_url = forms.URLField(label=_("online room"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = LiveSession
        fields = ["title", "title_en", "kind", "module", "mode", "hours", "venue", "online_url"]

    field_order = [
        "title",
        "title_en",
        "kind",
        "module",
        "day",
        "begins",
        "ends",
        "hours",
        "mode",
        "venue",
        "online_url",
    ]

    def __init__(self, *args, modules, **kwargs):
        """`modules` are the pages a session of this cohort may belong to."""
        super().__init__(*args, **kwargs)
        choices = [("", _("No module"))] + [(module.pk, f"{module.code} {module.title}") for module in modules]
        self.fields["module"] = forms.TypedChoiceField(
            label=_("Module"), choices=choices, required=False, coerce=int, empty_value=None
        )
        self.fields["mode"].choices = [("", _("Choose")), *self.fields["mode"].choices[1:]]
        self.order_fields(self.field_order)
        if self.instance.pk:
            begins, ends = local(self.instance.starts_at), local(self.instance.ends_at)
            self.initial |= {
                "day": begins.date(),
                "begins": begins.time(),
                "ends": ends.time(),
                "module": self.instance.module_id,
            }

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("The session must end after it begins."))
        return data

    def _post_clean(self):
        """The action validates the session; the instance of the form stays as it was loaded."""

    @property
    def facts(self):
        data = self.cleaned_data
        facts = {name: data[name] for name in self.Meta.fields if name != "module"} | {"module_id": data["module"]}
        return facts | {
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["begins"])),
            "ends_at": timezone.make_aware(datetime.combine(data["day"], data["ends"])),
        }

    def show(self, error):
        for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            field = {"starts_at": "begins", "ends_at": "ends"}.get(field, field)
            self.add_error(field if field in self.fields else None, messages)


class ClassHoursForm(forms.Form):
    """How many of the hours are sessions, and where the others are learnt."""

    hours = forms.DecimalField(
        label=_("Hours in class"),
        max_digits=5,
        decimal_places=1,
        help_text=_("Sessions on-site and live online. Attendance is measured by these hours."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Where the other hours are learnt"),
        max_length=300,
        help_text=_("For example lessons read by oneself. The registrar sees this, and it stays on record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self):
        return normalise(self.cleaned_data["reason"])


class ScoreForm(forms.Form):
    """A score for each criterion, at most its weight, and a note for the committee."""

    def __init__(self, *args, criteria, review=None, **kwargs):
        kept = (
            {f"score_{place}": score for place, score in review.scores.items()} | {"note": review.note}
            if review
            else {}
        )
        super().__init__(*args, initial=kept, **kwargs)
        for criterion in criteria:
            most = criterion["weight"]
            self.fields[f"score_{criterion['place']}"] = forms.IntegerField(
                label=criterion["title"],
                help_text=_("From 0 to %(most)d") % {"most": most},
                min_value=0,
                max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["note"] = forms.CharField(
            label=_("Note for the committee"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def scores(self):
        """{"0": 36, …} as score_application takes it."""
        return {
            name.removeprefix("score_"): value for name, value in self.cleaned_data.items() if name.startswith("score_")
        }

    def show(self, error):
        for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            self.add_error(field if field in self.fields else None, messages)


class DeskFilter(forms.Form):
    """Which applications the desk shows; a filter that cannot be read shows all."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "input"}),
    )
    kind = forms.ChoiceField(label=_("Type of organisation"), required=False)
    state = forms.ChoiceField(label=_("Decision"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        for name in ("kind", "state"):
            self.fields[name].widget.attrs["class"] = "input"
        self.fields["kind"].choices = everything + OrganisationKind.choices
        shown = [
            (ApplicationState.SUBMITTED, _("Not decided yet")),
            *((state, state.label) for state, _verb in DECISIONS),
        ]
        self.fields["state"].choices = everything + shown

    @property
    def filters(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


@dataclass
class Decision:
    """What the desk says about one application."""

    state: str
    reason: str


def decisions_in(data, applications):
    """{application id: Decision} of the rows that differ from what is decided."""
    found = {}
    for application in applications:
        state = data.get(f"decision-{application.pk}", "")
        if state and state != application.state:
            found[application.pk] = Decision(state, data.get(f"reason-{application.pk}", "").strip()[:2000])
    return found


def marks_in(data, people):
    """{enrolment id: status} of a roll-call; with the button "rest", everyone unmarked is present."""
    marks = {enrolment.pk: data[f"mark-{enrolment.pk}"] for enrolment in people if data.get(f"mark-{enrolment.pk}")}
    if data.get("act") == "rest":
        for enrolment in people:
            marks.setdefault(enrolment.pk, enrolment.mark or AttendanceStatus.PRESENT.value)
    return marks
