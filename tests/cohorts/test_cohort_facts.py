"""What a cohort may be: a code that no address of the site uses, and a module of its own programme."""

import pytest
from django.core.exceptions import ValidationError

from config.demo import factories as make
from courses.models import ModulePage


@pytest.mark.parametrize("code", ["certificates", "files", "Sessions", "submissions", "applications"])
def test_a_code_that_the_site_uses_in_its_addresses_is_refused(cohort, code):
    cohort.code = code
    with pytest.raises(ValidationError) as refused:
        cohort.full_clean()
    assert list(refused.value.message_dict) == ["code"]


def test_a_module_of_another_programme_is_refused(self_paced):
    self_paced.full_clean()
    other = make.programme("LLP")
    foreign = next(module for module in ModulePage.objects.live() if not self_paced.programme.teaches(module))
    assert other.teaches(foreign)

    self_paced.module = foreign
    with pytest.raises(ValidationError) as refused:
        self_paced.full_clean()
    assert list(refused.value.message_dict) == ["module"]
