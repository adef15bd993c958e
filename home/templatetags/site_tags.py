"""Tags and filters of every template (a builtin library: no load needed)."""

from decimal import Decimal

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeData

from home.thai import dates, digits, text

register = template.Library()

register.filter("thai_date", dates.long_date)
register.filter("thai_date_short", dates.short_date)
register.filter("thai_date_tiny", dates.tiny_date)
register.filter("thai_weekday_date", dates.weekday_date)
register.filter("thai_formal_date", dates.formal_date)
register.filter("thai_time", dates.clock)
register.filter("thai_datetime", dates.long_datetime)
register.filter("fiscal_year", dates.fiscal_year)
register.filter("keep_together", text.keep_together)
register.simple_tag(dates.clock_range, name="time_range")


@register.simple_tag
def date_range(first, last, *, short=False):
    """{% date_range cohort.starts_on cohort.ends_on %}: each of the two days stays on one line."""
    return text.keep_together(dates.date_range(first, last, short=short))


@register.filter
def thai_digits(value):
    """{{ number|thai_digits }}: Thai digits; in safe HTML the tags and character references are left alone."""
    if isinstance(value, SafeData):
        return text.over_text(value, digits.to_thai)
    return digits.to_thai(value)


@register.filter
def hours(value):
    """{{ course.hours|hours }}: 6 for 6 and 6.00, 4.5 for 4.50; nothing for None. The unit is the template's to say."""
    if value is None or value == "":
        return ""
    return f"{Decimal(str(value)).normalize():f}"


@register.filter
def get_item(mapping, key):
    """{{ marks|get_item:criterion.id }}: the value under a variable key, or None."""
    return mapping.get(key) if mapping else None


@register.inclusion_tag("components/field.html")
def field(bound, label=None, hint=None, **attrs):
    """{% field form.name %}: label, hint, error and input of one bound field, wired for screen readers.

    `label` and `hint` replace the form's own; further arguments become attributes of the input, with `_` for `-`
    (`autocomplete="name"`, `hx_get="…"`). A check box stands in its own label; radio buttons and check box lists
    become a fieldset of choices.
    """
    widget, kind = bound.field.widget, _kind(bound)
    hint = bound.help_text if hint is None else hint
    described = [f"{bound.auto_id}_helptext"] if hint else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    described = " ".join([widget.attrs.get("aria-describedby", ""), *described]).strip()
    attrs = {name.replace("_", "-"): value for name, value in attrs.items()}
    if kind in {"input", "group"}:
        attrs["class"] = " ".join(dict.fromkeys(f"input {widget.attrs.get('class', '')}".split()))
    if described and kind in {"input", "check"}:
        attrs["aria-describedby"] = described
    return {
        "field": bound,
        "kind": kind,
        "label": bound.label if label is None else label,
        "hint": hint,
        "described": described,
        "optional": not bound.field.required and not bound.field.disabled,
        "control": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "options": _options(bound, attrs) if kind == "choices" else (),
    }


def _kind(bound):
    """Which of the shapes of components/field.html a field takes."""
    if bound.is_hidden:
        return "hidden"
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(bound.field.widget, CheckboxInput):
        return "check"
    return "group" if bound.use_fieldset else "input"


def _options(bound, attrs):
    """Django's own `bound.subwidgets`, with our attributes on each input."""
    attrs = bound.build_widget_attrs({**attrs, "id": bound.field.widget.attrs.get("id") or bound.auto_id})
    parts = bound.field.widget.subwidgets(bound.html_name, bound.value(), attrs=attrs)
    return [BoundWidget(bound.field.widget, part, bound.form.renderer) for part in parts]
