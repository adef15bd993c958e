"""Load every template of the project, so that a misspelt tag fails here and not on somebody's screen."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "home", "casebank", "courses", "curriculum", "cohorts", "certificates", "config"]


def template_names():
    """Names as the loaders know them, of all files in templates/ and in the apps' own template folders."""
    for folder in [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".svg"}:
                yield path.relative_to(folder).as_posix()


def main():
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django
    from django.template.exceptions import TemplateDoesNotExist, TemplateSyntaxError
    from django.template.loader import get_template

    django.setup()
    names, broken = list(template_names()), 0
    for name in names:
        try:
            get_template(name)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            broken += 1
            print(f"{name}: {type(error).__name__}: {error}")
    print(f"{len(names)} templates, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
