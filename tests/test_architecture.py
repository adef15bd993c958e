"""The house rules that can be read off the files: imports run downwards, every module has a name and a size."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "home", "casebank", "courses", "curriculum", "cohorts", "certificates"]
PACKAGES = [*APPS, "config", "tests"]
MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {"helpers", "utils", "util", "common", "misc", "tools"}


def sources(*suffixes):
    """Files of ours with these suffixes: no migrations, nothing taken over from other projects."""
    for folder in [*PACKAGES, "templates", "bin"]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not {"migrations", "vendor", "__pycache__"} & set(path.parts):
                yield path


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


def test_the_import_contracts_hold(capsys):
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert outcome == 0, capsys.readouterr().out


@pytest.fixture
def copy_of_the_house(tmp_path):
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder):
    """The linter's answer about another folder: a process of its own, since these packages are loaded here."""
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("place", "planted", "complaint"),
    [
        ("home/models/planted.py", "import cohorts.models", "home is not allowed to import cohorts"),
        ("cohorts/choices/planted.py", "from cohorts import models", "cohorts.choices is not allowed to import"),
        ("courses/helpers.py", "", "courses.helpers"),
        ("cohorts/models/planted.py", "import tests.conftest", "cohorts is not allowed to import tests"),
    ],
    ids=["between apps", "inside an app", "a module without a place", "the tests"],
)
def test_a_planted_fault_is_found(copy_of_the_house, place, planted, complaint):
    file = copy_of_the_house / place
    if not file.parent.is_dir():  # the module is a file: make it the package it would become
        file.parent.mkdir()
        file.parent.with_suffix(".py").rename(file.parent / "__init__.py")
    file.write_text(planted + "\n")

    answer = lint(copy_of_the_house)

    assert answer.returncode == 1
    assert complaint in answer.stdout


def test_no_file_is_longer_than_a_reader_can_bear():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(".py", ".html", ".css", ".js", ".sh", "")
        if path.is_file() and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_module_has_a_name_that_says_something():
    assert [str(path) for path in sources(".py") if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_one_module_cleans_html():
    cleaning = [str(path.relative_to(ROOT)) for path in sources(".py") if "nh3" in imported_packages(path)]
    product = [path for path in cleaning if not path.startswith("tests/")]
    assert len(product) <= 1, product


def test_nothing_imports_bleach():
    assert [str(path) for path in sources(".py") if "bleach" in imported_packages(path)] == []
