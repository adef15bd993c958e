"""Keys are files in the private folder; old ones stay published."""

import stat
from io import StringIO

import pytest
from django.core.management import call_command

from certificates.badges import base58, keys


def test_the_first_badge_of_a_demonstration_makes_its_key(private_folder):
    _private, public = keys.signing_key()

    assert keys.public_keys() == [public]
    assert keys.signing_key()[1] == public


def test_in_production_a_key_is_made_deliberately(settings):
    settings.BADGE_KEY_ON_FIRST_USE = False

    with pytest.raises(keys.NoKey, match="badge_key"):
        keys.signing_key()
    assert keys.public_keys() == []


def test_the_command_makes_a_new_key_and_keeps_the_old_one_published():
    said = StringIO()
    call_command("badge_key", stdout=said)
    first = keys.signing_key()[1]
    call_command("badge_key", stdout=said)
    second = keys.signing_key()[1]

    assert first != second
    assert keys.public_keys() == [first, second]
    assert f"old    {first}\nsigns  {second}" in said.getvalue()


def test_only_the_owner_reads_a_private_key(private_folder):
    keys.make_key()
    (private,) = (private_folder / "badge-keys").glob("*.pem")

    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(private.parent.stat().st_mode) == 0o700
    assert {path.suffix for path in private.parent.iterdir()} == {".pem", ".pub"}


def test_the_private_half_of_an_old_key_may_be_deleted(badge, judged, private_folder):
    old = badge()
    keys.make_key()
    min((private_folder / "badge-keys").glob("*.pem")).unlink()

    assert judged(old) == "valid"


def test_a_public_key_is_read_as_it_was_written():
    private, public = keys.signing_key()

    assert public.startswith("z6Mk")
    assert keys.read_multibase(public) == private.public_key()


@pytest.mark.parametrize("text", ["", "z", "z0OIl", "u6Mk", None, "z" + "1" * 500, base58.encode(b"\xed\x01short")])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(ValueError):
        keys.read_multibase(text)


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"", "z"), (b"\0\0", "z11"), (b"Hello World!", "z2NEpo7TZRRrLZSi2U"), (b"\0\0\x28\x7f\xb4\xcd", "z11233QC4")],
)
def test_base_58_is_that_of_its_specification(data, text):
    assert base58.encode(data) == text
    assert base58.decode(text) == data
