"""What the documents promise about the files: every path they name exists, every decision can be found."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
FOLDERS = (
    "accounts|home|casebank|courses|curriculum|cohorts|certificates|config|templates|tests|docs|bin|locale|requirements"
)
# In backticks: a path that begins with a folder of ours, perhaps followed by ": name" of something in that file.
NAMED = re.compile(rf"`((?:{FOLDERS})/[^`<>*:\s]*)(?:: (\w+))?`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
by_path = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


@by_path
def test_every_file_named_in_the_documents_exists(document):
    named = NAMED.findall(document.read_text(encoding="utf-8"))
    assert [path for path, _name in named if not (ROOT / path).exists()] == []


@by_path
def test_every_name_said_to_be_in_a_file_is_there(document):
    named = NAMED.findall(document.read_text(encoding="utf-8"))
    assert [
        (path, name) for path, name in named if name and name not in (ROOT / path).read_text(encoding="utf-8")
    ] == []


@by_path
def test_links_between_documents_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    pages = [link for link in links if not link.endswith(".png")]
    assert [link for link in pages if not (document.parent / link).exists()] == []


def test_the_readme_and_the_architecture_name_files():
    for document, least in ((ROOT / "README.md", 60), (ROOT / "docs" / "architecture.md", 30)):
        assert len(NAMED.findall(document.read_text(encoding="utf-8"))) >= least


def test_every_decision_is_in_the_list():
    listed = set(LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in DECISIONS.glob("[0-9]*.md")} == listed


def test_every_decision_says_status_context_decision_and_consequences():
    for path in DECISIONS.glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        assert "Status: " in text, path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name
