"""Stored designs: they come back as they were, with the pictures that were kept, and nothing else passes for them."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from certificates.choices import Purpose
from certificates.designs import Design
from certificates.facts import ARABIC, THAI
from certificates.files import private_storage
from certificates.looks import as_look, award_of, look_of, newest_version, numerals_of
from certificates.models import CertificateDesign, DesignVersion, ProgrammeAward

pytestmark = pytest.mark.django_db


def png(colour="ivory"):
    drawing = BytesIO()
    Image.new("RGB", (297, 210), colour).save(drawing, "PNG")
    return drawing.getvalue()


@pytest.fixture
def kept():
    """kept(content) stores a picture under its hash; taken away afterwards."""
    names = []

    def keep(content):
        names.append(private_storage().save(f"designs/{sha256(content).hexdigest()}.png", ContentFile(content)))
        return names[-1]

    yield keep
    for name in names:
        private_storage().delete(name)


@pytest.fixture
def design():
    return CertificateDesign.objects.create(name="แบบทดลอง")


def version(design, look, number=1, **pictures):
    return DesignVersion.objects.create(design=design, number=number, look=as_look(look, ARABIC), **pictures)


def test_a_design_comes_back_as_it_was(design, kept):
    look = Design(paper="A5", landscape=False, heading="Sarabun", ground=png(), emblem=png("navy"), closing="{hours}")
    stored = version(design, look, ground=kept(look.ground), emblem=kept(look.emblem))
    again = DesignVersion.objects.get(pk=stored.pk)
    assert look_of(again) == look
    assert numerals_of(again) == ARABIC


def test_without_a_version_it_is_the_academys_own():
    assert look_of(None) is None
    assert numerals_of(None) == THAI
    assert newest_version(None) is None


def test_a_look_from_before_a_setting_was_known_takes_its_default(design):
    stored = DesignVersion.objects.create(design=design, number=1, look={"paper": "A4", "of_another_time": 1})
    assert look_of(stored) == Design()
    assert numerals_of(stored) == THAI


def test_a_changed_or_missing_picture_is_never_drawn(design, kept):
    look = Design(ground=png("teal"))
    name = kept(look.ground)
    with private_storage().open(name, "wb") as file:
        file.write(png("red"))
    with pytest.raises(ValueError, match="changed"):
        look_of(version(design, look, ground=name))
    private_storage().delete(name)
    with pytest.raises(OSError):
        look_of(version(design, look, 2, ground=name))


def test_the_newest_version_counts_also_of_a_retired_design(design):
    version(design, Design())
    version(design, Design(paper="A3"), 2)
    assert look_of(newest_version(design)).paper == "A3"


def test_what_a_programme_gives(programme, design, django_assert_num_queries):
    award = ProgrammeAward.objects.create(programme=programme, purpose=Purpose.MODULE, kind="statement", design=design)
    with django_assert_num_queries(1):
        found = award_of(programme, Purpose.MODULE)
        assert found == award and found.design.name == "แบบทดลอง"
    assert award_of(programme, Purpose.PROGRAMME) is None
