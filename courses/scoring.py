"""Marks as arithmetic: pure functions over copies of questions and rubrics, without the database.

A question copy is {"id", "kind", "text", "text_en", "choices": [{"text", "text_en", "correct"}], "explanation",
"explanation_en"}; answers are {"<question id>": [index of a chosen choice, …]}.
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def question_mark(question, chosen):
    """Mark of one question, 0 to 1: one-answer questions are right or wrong; in the others each choice counts.

    A question with several answers gives right ÷ all right choices, less one such share for each wrong choice,
    never below 0. So choosing everything gives nothing.
    """
    right = {index for index, choice in enumerate(question["choices"]) if choice["correct"]}
    chosen = set(chosen)
    if not right:
        return Decimal(0)
    if question["kind"] != "multiple":
        return Decimal(1) if chosen == right else Decimal(0)
    share = Decimal(len(chosen & right) - len(chosen - right)) / len(right)
    return max(Decimal(0), share)


def quiz_mark(questions, answers):
    """(score, maximum, percent) of an attempt; a question without an answer counts 0."""
    score = sum((question_mark(q, answers.get(str(q["id"]), [])) for q in questions), Decimal(0))
    return rounded(score), Decimal(len(questions)), percent(score, len(questions))


def rubric_mark(rubric, levels):
    """Score out of 100 from the level chosen for each criterion, {"0": 4, …}; ValueError if one is missing or unknown.

    Each criterion gives weight × chosen ÷ best level.
    """
    total = Decimal(0)
    for place, criterion in enumerate(rubric["criteria"]):
        allowed = [level["score"] for level in criterion["levels"]]
        if str(place) not in levels or levels[str(place)] not in allowed:
            raise ValueError(f"criterion {place} has no level")
        total += Decimal(criterion["weight"]) * levels[str(place)] / max(allowed)
    return rounded(total)


def percent(part, whole):
    """part ÷ whole in per cent with two decimals; 0 of 0 is 0."""
    return rounded(Decimal(part) * 100 / whole) if whole else Decimal("0.00")


def rounded(value):
    return Decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)
