"""The living style page: every token and component as the site draws it now. For staff."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from home.choices import INSTITUTE_SHORT

COLOURS = (
    "paper",
    "surface",
    "sunk",
    "line",
    "line-strong",
    "ink",
    "ink-2",
    "primary",
    "link",
    "band",
    "gold",
    "ok",
    "warn",
    "danger",
    "info",
)
TYPE_STEPS = ("5", "4", "3", "2", "1", "0", "-1")
ICONS = (
    "arrow back check cross clock cal pin users book play doc alert info search menu down dl print lock off edit "
    "video ban seal sun moon device user out copy ext filter bell plus up mail bin home link redo save"
).split()


def styleguide(request):
    """Only staff see it; to everyone else the page is not there."""
    if not request.user.is_staff:
        raise Http404
    return render(
        request,
        "home/styleguide.html",
        {
            "colours": COLOURS,
            "type_steps": TYPE_STEPS,
            "icons": ICONS,
            "institutes": INSTITUTE_SHORT,
            **samples(),
        },
    )


def samples():
    """Sample values for the components that take lists."""
    states = ["done"] * 4 + ["now"] + ["later"] * 7
    institutes = list(INSTITUTE_SHORT)
    modules = [_("Module %(number)s") % {"number": number} for number in range(1, 13)]
    return {
        "cells": [{"label": label, "state": state} for label, state in zip(modules, states, strict=True)],
        "cloth": [
            {"label": label, "inst": institutes[number % len(institutes)], "hours": (6, 9, 15)[number % 3]}
            for number, label in enumerate(modules)
        ],
        "steps": [
            {"label": _("Eligibility"), "state": "done"},
            {"label": _("Applicant"), "state": "done"},
            {"label": _("Documents"), "state": "now", "note": _("One document is still missing")},
            {"label": _("Check and send"), "state": "later"},
        ],
        "levels": [
            {"rank": 5, "label": _("Randomised experiment")},
            {"rank": 4, "label": _("Quasi-experimental")},
            {"rank": 3, "label": _("Before–after comparison")},
            {"rank": 2, "label": _("Monitored indicators")},
            {"rank": 1, "label": _("Descriptive")},
        ],
        "facts": [
            {"label": _("Hours"), "value": "96"},
            {"label": _("Seats"), "value": "60", "note": _("Waiting list of 10")},
            {"label": _("Fee"), "value": _("Free of charge")},
        ],
        "rows": [
            {
                "indicator": _("Share of income reaching the grassroots"),
                "before": 7,
                "after": 17,
                "unit": "%",
                "source": _("Founding document"),
            },
            {
                "indicator": _("Value added of community enterprises"),
                "before": None,
                "after": 14,
                "unit": "%",
                "source": _("Founding document"),
            },
            {
                "indicator": _("Households that sell at the grading point"),
                "before": 0,
                "after": 85,
                "unit": _("households"),
                "source": _("Invented figure"),
            },
        ],
    }
