"""A rubric that could not be used for marking is refused when it is written."""

import pytest
from django.core.exceptions import ValidationError

from config.demo import factories as make

pytestmark = pytest.mark.django_db


def test_a_criterion_needs_a_level_above_nothing():
    rubric = make.rubric()
    rubric.clean()
    for level in rubric.criteria[0].value["levels"]:
        level["score"] = 0
    with pytest.raises(ValidationError, match="score above 0|คะแนนมากกว่า 0"):
        rubric.clean()


def test_the_weights_sum_to_a_hundred():
    rubric = make.rubric()
    rubric.criteria[0].value["weight"] += 1
    with pytest.raises(ValidationError, match="101"):
        rubric.clean()
