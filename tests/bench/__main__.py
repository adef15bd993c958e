"""make bench: build the data sets, serve them as in production, measure every kind of page, hold the bars.

Options: --learners N (1,000), --cases N[,N…] (10,000; the sizes of the case bank, 0 for none), --certificates N
(200,000; the size of the register, 0 for none), --databases NAME[,NAME] (sqlite,postgresql; of bank and register),
--rounds N (7), --only NAME[,NAME…], --keep FOLDER (build there, and use again what stands there), --nothing-kept (what
pages cost that are drawn from nothing; holds no bars), --output FILE (bench.json).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from . import knowledge, register
from .folders import folder
from .measure import ROUNDS, Case, Client, look, measure, summary
from .pages import KINDS
from .report import broken, table
from .server import WORKERS, environment, serve

ALONE = "bench-alone"


def main():
    options = arguments()
    if options.nothing_kept:
        os.environ["BENCH_PAGE_SECONDS"] = "0"
    rows = pages(options) if not options.only or wanted(KINDS, options.only) else []
    found = [] if options.nothing_kept or options.only and "bank" not in options.only else bank(options)
    verified = [] if options.nothing_kept or options.only and "register" not in options.only else verification(options)
    problems = [] if options.nothing_kept else [*broken(rows), *knowledge.broken(found), *register.broken(verified)]
    if not options.nothing_kept:
        print("All bars hold." if not problems else "Bars that do not hold:", *problems, sep="\n  ")
    Path(options.output).write_text(json.dumps(rows + found + verified, ensure_ascii=False, indent=1) + "\n")
    sys.exit(bool(problems))


def wanted(kinds, only):
    return [kind for kind in kinds if not only or kind.name in only]


def pages(options):
    """What each kind of page costs, as objects of bench.json; the table is printed."""
    with folder(options.keep) as place:
        manifest = build(place, options.learners)
        with serve(place) as server, Client(server.port) as client:
            cases = list(cases_of(manifest, server, client, options.only))
            print(f"Measuring {len(cases)} kinds of pages, {load()}", flush=True)
            measure(server, client, cases, options.rounds, say=lambda text: print(text, flush=True))
            memory = server.memory()
    rows = [summary(case) for case in cases]
    say(rows, memory)
    return rows


def bank(options):
    """The same of search and the case bank, on each database; each size has a database of its own."""
    rows = []
    for database, cases in product(options.databases, filter(None, options.cases)):
        rows += measured_on(database, "knowledge", ["--cases", str(cases)], options)
    print(f"\n{load()}. Asked one at a time; CPU of the workers and of the database together.\n")
    print(*knowledge.table(rows), "", sep="\n")
    return rows


def verification(options):
    """The same of verification over a large register, on each database."""
    more = ["--certificates", str(options.certificates), "--rounds", str(options.rounds)]
    rows = []
    for database in options.databases if options.certificates else ():
        rows += measured_on(database, "register", more, options)
    print(f"\n{load()}\n")
    print(*register.table(rows), "", sep="\n")
    return rows


def measured_on(database, module, more, options):
    """What a module of this package measures on one database."""
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "rows.json"
        command = [sys.executable, "-m", f"tests.bench.{module}", str(output), *more]
        if database == "postgresql":
            command = [sys.executable, "bin/services.py", *command]
        elif options.keep:
            command += ["--keep", str(options.keep)]
        subprocess.run(command, check=True, env=environment_of(database))
        return json.loads(output.read_text())


def environment_of(database):
    """SQLite is what stands where no address of a database is given; PostgreSQL is found by bin/services.py."""
    hidden = {"DATABASE_URL"} if database == "sqlite" else set()
    return {name: value for name, value in os.environ.items() if name not in hidden}


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--cases", type=knowledge.sizes, default=[knowledge.PROMISED])
    parser.add_argument("--certificates", type=int, default=register.PROMISED)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", type=lambda text: text.split(","), default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--nothing-kept", action="store_true")
    parser.add_argument("--output", default="bench.json")
    return parser.parse_args()


def build(place, learners):
    """The data set, made if it does not stand there yet; returns its manifest."""
    file = place / "manifest.json"
    if not file.exists():
        print(
            "Building the data set: the demonstration site, and", f"{learners:,} learners in one cohort …", flush=True
        )
        began = time.monotonic()
        command = [sys.executable, "-m", "tests.bench.dataset", str(learners)]
        subprocess.run(command, check=True, env=environment(place), stdout=subprocess.DEVNULL)
        print(f"  built in {time.monotonic() - began:.0f} s", flush=True)
    manifest = json.loads(file.read_text())
    print("Data set:", ", ".join(f"{count:,} {name}" for name, count in manifest["rows"].items()))
    return manifest


def cases_of(manifest, server, client, only):
    """Each kind of page, a kept one twice, looked at once: queries and size."""
    for kind in wanted(KINDS, only):
        path, alone = manifest["pages"][kind.name], None
        if isinstance(path, dict):
            alone, path = (path[ALONE], manifest["cookies"][ALONE]), path[kind.reader]
        for cached in ways(kind):
            case = Case(kind, cached, path, manifest["cookies"].get(kind.reader, ""))
            look(server, client, case, alone)
            yield case


def ways(kind):
    """Cached and uncached, for what is kept whole."""
    return (True, False) if kind.kept and os.environ.get("BENCH_PAGE_SECONDS") != "0" else (False,)


def load():
    return f"load of the machine {', '.join(f'{part:.1f}' for part in os.getloadavg())} on {os.cpu_count()} cores"


def say(rows, memory):
    bare = sorted(row["bare_cpu_ms"] for row in rows)[len(rows) // 2]
    print(f"\nServed by gunicorn with {WORKERS} workers, {memory:.0f} MB each; {load()}.")
    print(f"Bare view: {bare:.2f} ms of CPU. Times in ms, CPU per request; ratios to the bare view asked in between.\n")
    print(*table(rows), sep="\n")
    print()


if __name__ == "__main__":
    main()
