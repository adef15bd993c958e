"""What was achieved: a programme or a module, with criteria, hours and competencies, in Thai and English. Pure."""

from dataclasses import dataclass

from .languages import TARGET_NAME, described, named, one_line

PROGRAMME, MODULE = "LearningProgram", "Course"


@dataclass(frozen=True)
class Competency:
    """What one can do afterwards. `english` may be empty."""

    thai: str
    english: str = ""


@dataclass(frozen=True)
class Achievement:
    """What certificates of one programme or module attest.

    `address` is where its JSON stands, `page` the page for people. `criteria` and the summaries are text in the two
    languages; `code` is the code of the curriculum; `hours` may be a half.
    """

    address: str
    page: str
    kind: str
    code: str
    name_th: str
    summary_th: str
    criteria_th: str
    hours: float
    name_en: str = ""
    summary_en: str = ""
    criteria_en: str = ""
    competencies: tuple[Competency, ...] = ()
    image: str = ""


def achievement_json(achievement, issuer):
    """An Achievement of Open Badges 3.0, as a credential carries it."""
    told = {
        "id": achievement.address,
        "type": ["Achievement"],
        "achievementType": achievement.kind,
        "humanCode": achievement.code,
        "inLanguage": "th",
        **named(achievement.name_th, achievement.name_en),
        **described(achievement.summary_th or achievement.name_th, achievement.summary_en),
        "criteria": {"id": achievement.page, "narrative": _narrative(achievement)},
        "creditsAvailable": whole(achievement.hours),
        "creator": {"id": issuer.did, "type": ["Profile"]},
        "alignment": [
            _alignment(achievement, *each) for each in enumerate(_distinct(achievement.competencies), start=1)
        ],
    }
    if achievement.image:
        told["image"] = {"id": achievement.image, "type": "Image"}
    return {name: value for name, value in told.items() if value != []}


def whole(number):
    """48 for 48.0, 4.5 for 4.5: JSON elsewhere knows no 48.0, and a signature tells them apart."""
    return int(number) if number == int(number) else float(number)


def _alignment(achievement, number, competency):
    return {
        "type": ["Alignment"],
        "targetType": "ceasn:Competency",
        "targetCode": f"{achievement.code}-{number}",
        **named(competency.thai, competency.english, member="targetName", address=TARGET_NAME),
        "targetUrl": f"{achievement.address}#{number}",
        "targetFramework": one_line(achievement.name_th),
    }


def _distinct(competencies):
    return list({one_line(each.thai): each for each in competencies if one_line(each.thai)}.values())


def _narrative(achievement):
    """The criteria as Markdown, Thai first: one text, because a narrative is one."""
    return "\n\n".join(
        "\n".join(filter(None, map(one_line, text.split("\n"))))
        for text in (achievement.criteria_th, achievement.criteria_en)
        if text.strip()
    )
