"""make lighthouse: what Lighthouse, as on a phone, says of the public pages; at least 95 in each of its categories.

Needs npx, the network (for npm's lighthouse, kept in a temporary folder) and Chromium; no part of the checks before
landing. The verification of one certificate must not be found by search engines, for it names a person: there the
audit that wants to be found (is-crawlable) is left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .__main__ import build, folder
from .server import serve

PACKAGE = "lighthouse@12"
BAR = 95
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {"home": [], "programme": [], "case": [], "verify_form": ["is-crawlable"], "verify": ["is-crawlable"]}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lighthouse")
    parser.add_argument("--keep", type=Path, help="build the data set here, and use again what stands there")
    options = parser.parse_args()
    browser = chromium()
    with folder(options.keep) as place, tempfile.TemporaryDirectory(prefix="tacit-npm-") as cache:
        manifest = build(place, learners=1)
        with serve(place) as server:
            print(f"{'page':<14}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
            lowest = min(look(server, manifest["pages"][name], name, browser, cache) for name in PAGES)
    print("All scores are high enough." if lowest >= BAR else f"The lowest score is {lowest}, less than {BAR}.")
    sys.exit(lowest < BAR)


def chromium():
    """The path of a Chromium, CHROME_PATH first; SystemExit where there is none, or no npx."""
    if not shutil.which("npx"):
        sys.exit("Lighthouse needs npx: install nodejs and npm.")
    names = (os.environ.get("CHROME_PATH"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    return found or sys.exit("Lighthouse needs Chromium: install it, or say where it is with CHROME_PATH.")


def look(server, path, name, browser, cache):
    """Print the scores of one page and return the lowest, with what it lost points for."""
    command = ["npx", "--yes", "--cache", cache, PACKAGE, f"http://localhost:{server.port}{path}", "--quiet"]
    command += [
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    command += [f"--skip-audits={','.join(PAGES[name])}"] if PAGES[name] else []
    report = ask(command, browser)
    scores = [round((report["categories"][each]["score"] or 0) * 100) for each in CATEGORIES]
    print(f"{name:<14}" + "".join(f"{score:>16}" for score in scores), flush=True)
    for each, score in zip(CATEGORIES, scores, strict=True):
        if score < BAR:
            print(*(f"    {each}: {reason}" for reason in reasons(report, each)), sep="\n", flush=True)
    return min(scores)


def ask(command, browser):
    """Lighthouse's report; Chromium now and then loses its own trace (NO_NAVSTART), so it is asked three times."""
    for _time in range(TRIES):
        answer = subprocess.run(command, stdout=subprocess.PIPE, env=os.environ | {"CHROME_PATH": browser})
        if answer.returncode == 0:
            return json.loads(answer.stdout)
    sys.exit("Lighthouse could not measure; the lines above say why.")


def reasons(report, category):
    """The audits that took points away, the heaviest first."""
    rows = [(row["weight"], report["audits"][row["id"]]) for row in report["categories"][category]["auditRefs"]]
    lost = [(weight, audit) for weight, audit in rows if weight and audit["score"] is not None and audit["score"] < 0.9]
    lost.sort(key=lambda row: -row[0] * (1 - row[1]["score"]))
    return [f"{audit['title']} {audit.get('displayValue', '')}".strip() for _weight, audit in lost]


if __name__ == "__main__":
    main()
