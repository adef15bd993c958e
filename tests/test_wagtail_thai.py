"""Editors meet Thai on Wagtail's own screens: Wagtail's catalogue is short, locale/wagtail fills and corrects it."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
import taggit
import wagtail
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

OVERLAY = settings.BASE_DIR / "locale" / "wagtail"
PACKAGES = [Path(wagtail.__file__).parent, Path(taggit.__file__).parent]
ENGLISH = sorted(po for package in PACKAGES for po in package.rglob("locale/en/LC_MESSAGES/*.po"))
ENOUGH = 0.98
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
FIELD = re.compile(r"^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) (?=\")")


def thai_of(english):
    return english.parents[2] / "th" / "LC_MESSAGES" / english.name


def overlay_for(english):
    return OVERLAY / "th" / "LC_MESSAGES" / english.name


def entries(path):
    """Messages of a catalogue by context and English text; fuzzy and struck-out ones are no translation."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        message, field = {}, None
        for line in lines:
            if line.startswith("#"):
                continue
            if named := FIELD.match(line):
                field = named[1]
                line = line[named.end() :]
            message[field] = message.get(field, "") + ast.literal_eval(line)
        if message.get("msgid"):
            found[message.get("msgctxt"), message["msgid"]] = message
    return found


def thai(message):
    return message.get("msgstr[0]" if "msgid_plural" in message else "msgstr", "") if message else ""


def catalogue_name(english):
    return f"{english.parents[3].name}-{english.stem}"


@pytest.mark.parametrize("english", ENGLISH, ids=catalogue_name)
def test_wagtail_screens_speak_thai(english):
    overlay = entries(overlay_for(english))
    own = entries(thai_of(english)) if thai_of(english).exists() else {}
    messages = entries(english)
    silent = [text for key, text in messages.items() if not (thai(overlay.get(key)) or thai(own.get(key)))]
    assert len(silent) <= (1 - ENOUGH) * len(messages), silent


@pytest.mark.parametrize("english", ENGLISH, ids=catalogue_name)
def test_thai_plurals_match_the_english(english):
    """Django looks a plural up only where the catalogue has it as one."""
    overlay = entries(overlay_for(english))
    for key, message in entries(english).items():
        if key in overlay:
            assert overlay[key].get("msgid_plural") == message.get("msgid_plural"), key


@pytest.mark.parametrize("catalogue", ["django.po", "djangojs.po"])
def test_thai_keeps_every_placeholder(catalogue):
    for key, message in entries(OVERLAY / "th" / "LC_MESSAGES" / catalogue).items():
        said = message.get("msgid_plural", message["msgid"])
        assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(thai(message))), key


@pytest.mark.parametrize("catalogue", ["django.po", "djangojs.po"])
def test_the_overlay_is_a_sound_catalogue(catalogue, tmp_path):
    overlay = OVERLAY / "th" / "LC_MESSAGES" / catalogue
    checked = subprocess.run(
        ["msgfmt", "--check", "-o", tmp_path / "th.mo", overlay], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.fixture
def compiled_overlay(settings, tmp_path, monkeypatch):
    """The overlay alone, compiled afresh, in the place the settings give it."""
    folder = tmp_path / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for po in OVERLAY.rglob("*.po"):
        subprocess.run(["msgfmt", "-o", folder / f"{po.stem}.mo", po], check=True)
    assert OVERLAY in settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real, "_default", None)
    yield
    translation.deactivate()


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Publish", "เผยแพร่"),
        ("Unpublish", "ยกเลิกการเผยแพร่"),
        ("Draft", "ฉบับร่าง"),
        ("Submit for moderation", "ส่งตรวจทาน"),
    ],
)
def test_our_wording_wins_over_wagtails(compiled_overlay, english, expected):
    assert trans_real.DjangoTranslation("th").gettext(english) == expected


def test_counted_messages_are_thai(compiled_overlay):
    thai_catalogue = trans_real.DjangoTranslation("th")
    said = thai_catalogue.ngettext("Delete 1 page", "Delete %(counter)s pages", 3)
    assert said % {"counter": 3} == "ลบ 3 หน้า"


def test_the_editor_script_speaks_thai(compiled_overlay, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "th"
    script = client.get("/cms/jsi18n/").content.decode()
    assert json.dumps("กำลังบันทึกอัตโนมัติ…") in script
