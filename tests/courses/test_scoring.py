"""Marks as arithmetic, on the hard cases."""

from decimal import Decimal

import pytest

from courses.scoring import percent, question_mark, quiz_mark, rubric_mark


def question(kind, *correct, pk=1):
    return {"id": pk, "kind": kind, "choices": [{"text": str(n), "correct": right} for n, right in enumerate(correct)]}


SINGLE = question("single", False, True, False)
MULTIPLE = question("multiple", True, True, False, False)


@pytest.mark.parametrize(
    ("asked", "chosen", "mark"),
    [
        (SINGLE, [1], 1),
        (SINGLE, [0], 0),
        (SINGLE, [], 0),
        (SINGLE, [0, 1], 0),  # two answers to a one-answer question are no answer
        (question("truefalse", True, False), [0], 1),
        (MULTIPLE, [0, 1], 1),
        (MULTIPLE, [0], Decimal("0.5")),
        (MULTIPLE, [0, 2], 0),
        (MULTIPLE, [0, 1, 2], Decimal("0.5")),
        (MULTIPLE, [0, 1, 2, 3], 0),  # choosing everything gives nothing
        (MULTIPLE, [2, 3], 0),  # never below zero
        (MULTIPLE, [1, 1, 1], Decimal("0.5")),  # the same choice sent three times counts once
        (question("single", False, False), [0], 0),  # a question without a right choice
    ],
)
def test_mark_of_one_question(asked, chosen, mark):
    assert question_mark(asked, chosen) == mark


def test_a_quiz_sums_its_questions_and_rounds_once():
    three = question("multiple", True, True, True, pk=3)
    questions = [question("single", True, False, pk=1), question("single", True, False, pk=2), three]
    assert quiz_mark(questions, {"1": [0], "3": [0]}) == (Decimal("1.33"), Decimal(3), Decimal("44.44"))


def test_unknown_questions_and_choices_give_nothing():
    assert quiz_mark([SINGLE], {"99": [1]}) == (0, 1, 0)
    assert quiz_mark([SINGLE], {"1": [7]}) == (0, 1, 0)
    assert quiz_mark([], {}) == (0, 0, 0)


def test_per_cent_rounds_half_up():
    assert percent(1, 3) == Decimal("33.33")
    assert percent(Decimal("0.00125"), 1) == Decimal("0.13")


RUBRIC = {
    "criteria": [
        {"weight": 40, "levels": [{"score": 4}, {"score": 3}, {"score": 1}]},
        {"weight": 60, "levels": [{"score": 3}, {"score": 2}, {"score": 1}]},
    ]
}


def test_a_rubric_weighs_its_criteria():
    assert rubric_mark(RUBRIC, {"0": 4, "1": 3}) == 100
    assert rubric_mark(RUBRIC, {"0": 3, "1": 2}) == 70
    assert rubric_mark(RUBRIC, {"0": 1, "1": 1}) == 30


@pytest.mark.parametrize("levels", [{}, {"0": 4}, {"0": 4, "1": 9}, {"0": 4, "1": None}])
def test_a_rubric_wants_every_level(levels):
    with pytest.raises(ValueError, match="criterion"):
        rubric_mark(RUBRIC, levels)
