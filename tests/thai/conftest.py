"""Thai is the language of the screen unless a test says otherwise."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def thai_screen():
    with translation.override("th"):
        yield


@pytest.fixture
def english_screen(thai_screen):
    with translation.override("en"):
        yield
