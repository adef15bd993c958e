"""A programme or module as an Achievement: from its page, its translation and the rules of completion."""

from django.utils import translation
from django.utils.translation import gettext as _

from curriculum.models import ProgrammePage

from .achievements import MODULE, PROGRAMME, Achievement, Competency, whole


def achievement_of(page, english, rules, *, address, site):
    """The Achievement of a Thai programme or module page, with its English translation or None.

    `rules` are those of a cohort, or of the curriculum today (the shape is said in curriculum.requirements).
    """
    is_programme = isinstance(page, ProgrammePage)
    return Achievement(
        address=address,
        page=_address(page, site) or address,
        kind=PROGRAMME if is_programme else MODULE,
        code=page.code,
        name_th=page.title,
        name_en=english.title if english else "",
        summary_th=page.summary,
        summary_en=english.summary if english else "",
        criteria_th=criteria(rules, "th", modules=is_programme),
        criteria_en=criteria(rules, "en", modules=is_programme) if english else "",
        hours=whole(rules["hours"]),
        competencies=_competencies(page, english),
    )


def criteria(rules, language, *, modules=True):
    """What completion asks, and the modules with their hours, as lines of Markdown."""
    with translation.override(language):
        lines = [_("Awarded to learners who met all of this:"), *(f"- {line}" for line in _asked(rules))]
        if modules:
            lines += [_("Modules:"), *(f"- {_module(row, language)}" for row in rules["modules"])]
        return "\n".join(lines)


def _asked(rules):
    activities = [each for row in rules["modules"] for each in row["activities"]]
    kinds = {(each["type"], each.get("capstone", False)) for each in activities}
    if rules["attendance_percent"]:
        yield _("attended at least %(percent)s%% of class time") % {"percent": rules["attendance_percent"]}
    if ("lesson", False) in kinds:
        yield _("read every lesson")
    if ("quiz", False) in kinds:
        yield _("reached at least %(percent)s%% in the quiz of each module") % {"percent": rules["quiz_percent"]}
    if ("assignment", False) in kinds:
        yield _("handed in every required assignment")
    if ("assignment", True) in kinds:
        yield _("reached at least %(percent)s%% in the capstone") % {"percent": rules["capstone_percent"]}
    if rules["pretest_required"]:
        yield _("took the pre-test")
    if rules["posttest_required"]:
        yield _("reached at least %(percent)s%% in the post-test") % {"percent": rules["quiz_percent"]}
    if rules["evaluation_required"]:
        yield _("filled in the satisfaction form")


def _module(row, language):
    title = row["title_en"] if language == "en" and row["title_en"] else row["title"]
    return _("%(title)s (%(hours)s hours)") % {"title": title, "hours": whole(row["hours"])}


def _competencies(page, english):
    """The outcomes, each with its English where the translation has as many."""
    thai = [block.value for block in page.outcomes]
    told = [block.value for block in english.outcomes] if english else []
    if len(told) != len(thai):
        told = [""] * len(thai)
    return tuple(Competency(*pair) for pair in zip(thai, told, strict=True))


def _address(page, site):
    """The full address of a page, on the site's own host; "" where no site shows it."""
    parts = page.get_url_parts()
    return f"{site}{parts[2]}" if parts and parts[2] else ""
