"""Measures search and a large case bank on one database: python -m tests.bench.knowledge OUTPUT --cases 10000

The database is the one that DATABASE_URL names, or SQLite. Everything that is asked in search, its facets and its
suggestions is asked with an address that nobody asked before, one request at a time, so that the times are those of one
reader on an idle machine. Each round asks for the bare view right before.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from .folders import folder
from .measure import BARE_REQUESTS, HELLO, Client, one_round, seen
from .server import environment, serve

ROUNDS = 5
KEPT_REQUESTS = 60
SLOWEST = {"sqlite": 60, "postgresql": 100}
# The largest bank for which the bars are promised; beyond it the cost is only printed.
PROMISED = 10_000
numbers = count(1)


@dataclass
class Kind:
    """What is asked: its addresses, whether nobody asked before, the bar (× the bare view), and that on p95 in ms."""

    name: str
    title: str
    paths: list
    fresh: bool
    bar: float | None
    slowest: dict = field(default_factory=dict)
    queries: int = 0
    rounds: list = field(default_factory=list)

    def addresses(self):
        if not self.fresh:
            return self.paths * (KEPT_REQUESTS // len(self.paths))
        return [unheard(path) for path in self.paths]


def unheard(path):
    """The same question in an address that no kept answer belongs to: blanks at its end that say nothing."""
    blanks = "".join("%20" if bit == "0" else "%09" for bit in f"{next(numbers):012b}")
    base, rest = path.partition("&")[::2]
    return f"{base}{blanks}{'&' if rest else ''}{rest}"


# Asked of each new server before it is asked anything else: then it reads what everybody may find, and dictionaries.
BEFORE = f"/search/?q={quote('บ้าน')}"


def first_kind(manifest):
    """The questions as nobody has asked them since something was last published."""
    slowest = {"sqlite": 60, "postgresql": 100}
    return Kind(
        "bank_first", "search, first page, asked for the first time", manifest["questions"], True, None, slowest
    )


def kinds_of(manifest):
    return [
        Kind("bank_search", "search, first page", manifest["questions"], True, 20, SLOWEST),
        Kind("bank_facets", "case list, text and facets", manifest["faceted"], True, 30),
        Kind("bank_suggest", "suggestions", manifest["typed"], True, 8),
        Kind("bank_list", "case list, cached", [manifest["list"]], False, 1.5),
        Kind("bank_case", "case, cached", [manifest["case"]], False, 1.5),
    ]


def main():
    options = arguments()
    rows = []
    for cases in options.cases:
        with folder(options.keep and options.keep / f"bank-{cases}", prefix="tacit-bank-") as place:
            rows += measured(place, cases, options.rounds)
    options.output.write_text(json.dumps(rows, ensure_ascii=False))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.knowledge")
    parser.add_argument("output", type=Path)
    parser.add_argument("--cases", type=sizes, default=[PROMISED])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def sizes(text):
    """ "1000,10000" as numbers."""
    return [int(part) for part in text.split(",") if int(part)]


def measured(place, cases, rounds):
    """The rows of bench.json for one bank."""
    database = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    manifest = build(place, cases, database)
    first = first_kind(manifest)
    for number in range(rounds):
        print(f"  first answers, server {number + 1} of {rounds}", flush=True)
        with serve(place) as server, Client(server.port) as client:
            client.ask([unheard(BEFORE) for _ in range(BARE_REQUESTS)], "", threads=2)
            bare = one_round(server, client, [HELLO] * BARE_REQUESTS, "", threads=1)
            first.rounds.append((bare, one_round(server, client, first.addresses(), "", threads=1)))
    with serve(place) as server, Client(server.port) as client:
        kinds = kinds_of(manifest)
        for kind in kinds:
            warm(server, client, kind)
        for number in range(rounds):
            print(f"  round {number + 1} of {rounds}", flush=True)
            for kind in kinds:
                bare = one_round(server, client, [HELLO] * BARE_REQUESTS, "", threads=1)
                kind.rounds.append((bare, one_round(server, client, kind.addresses(), "", threads=1)))
    rows = [summary(kind, database, cases) for kind in [first, *kinds]]
    return [*rows, indexing(manifest, database, cases)]


def build(place, cases, database):
    """The manifest of the bank, which is made if it does not stand there yet."""
    file = place / "manifest.json"
    if not file.exists():
        print(f"Building a bank of {cases:,} cases on {database} …", flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "tests.bench.bank", str(cases)]
        subprocess.run(command, check=True, env=environment(place), stdout=subprocess.DEVNULL)
        print(f"  built in {time.monotonic() - began:.0f} s", flush=True)
    return json.loads(file.read_text())


def warm(server, client, kind):
    """Each worker has drawn it and read its words; then the number of queries is the lasting one."""
    for _ in range(6):
        client.ask(kind.addresses(), "", threads=2)
    kind.queries = max(seen(server, path, "")[0] for path in kind.addresses()[:4])


def summary(kind, database, cases):
    """One object of bench.json. The times are each question's median over the rounds."""
    per_question = [median(times) * 1000 for times in zip(*(page["times"] for _bare, page in kind.rounds), strict=True)]
    return {
        "page": kind.name,
        "title": kind.title,
        "database": database,
        "cases": cases,
        "median_ms": round(median(per_question), 2),
        "p95_ms": round(quantiles(per_question, n=20, method="inclusive")[-1], 2),
        "slowest_path": kind.paths[per_question.index(max(per_question)) % len(kind.paths)],
        "cpu_ms": round(median(page["cpu"] for _bare, page in kind.rounds) * 1000, 3),
        "bare_cpu_ms": round(median(bare["cpu"] for bare, _page in kind.rounds) * 1000, 3),
        "cpu_ratio": round(median(page["cpu"] / bare["cpu"] for bare, page in kind.rounds), 2),
        "time_ratio": round(median(median(p["times"]) / median(b["times"]) for b, p in kind.rounds), 2),
        "queries": kind.queries,
        "bar": kind.bar,
        "p95_bar_ms": kind.slowest.get(database),
    }


def indexing(manifest, database, cases):
    return {
        "page": "bank_indexing",
        "title": "indexing",
        "database": database,
        "cases": cases,
        "letters": manifest["letters"],
        "per_second": manifest["indexing"]["per_second"],
        "seconds": manifest["indexing"]["seconds"],
    }


# --- what it says ------------------------------------------------------------------------
INDEXING_BAR = 150
HEAD = (
    f"{'bank':<28}{'database':<12}{'cases':>7}{'median':>8}{'p95':>8}{'CPU':>8}{'queries':>9}{'× time':>8}{'× CPU':>8}"
    f"{'bar':>6}"
)


def table(rows):
    """The lines to print; times in milliseconds, CPU a request, that of the database counted in."""
    yield HEAD
    for row in rows:
        start = f"{row['title']:<28}{row['database']:<12}{row['cases']:>7,}"
        if row["page"] == "bank_indexing":
            yield f"{start}  {row['per_second']} cases a second of one core, {row['letters']:,} letters each"
            continue
        yield (
            f"{start}{row['median_ms']:>8.1f}{row['p95_ms']:>8.1f}{row['cpu_ms']:>8.2f}{row['queries']:>9}"
            f"{row['time_ratio']:>8.2f}{row['cpu_ratio']:>8.2f}{row['bar'] or '–':>6}"
        )


def broken(rows):
    """One sentence for each bar that does not hold; the ratio of the median times is the one that is promised."""
    for row in rows:
        name = f"{row['title']}, {row['cases']:,} cases on {row['database']}"
        if row["cases"] > PROMISED:
            continue
        if row["page"] == "bank_indexing":
            if row["per_second"] < INDEXING_BAR:
                yield f"{name}: {row['per_second']} a second, less than {INDEXING_BAR}"
            continue
        if row["bar"] and row["time_ratio"] > row["bar"]:
            yield f"{name}: {row['time_ratio']:.2f} × the bare view at the median, more than {row['bar']}"
        if row["p95_bar_ms"] and row["p95_ms"] > row["p95_bar_ms"]:
            yield f"{name}: p95 {row['p95_ms']:.0f} ms, more than {row['p95_bar_ms']}"


if __name__ == "__main__":
    main()
