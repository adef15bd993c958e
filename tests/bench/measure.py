"""Asks for the pages in rounds, each beside the bare view, so that a busy machine disturbs both alike."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from itertools import count
from statistics import median, quantiles

from .client import fetch, headers_of

HELLO = "/bench/hello/"
ROUNDS = 7
THREADS = 2  # one for each worker
BARE_REQUESTS = 60
# A round of a page lasts about this long, within these numbers of requests.
ROUND_SECONDS, FEWEST, MOST = 0.3, 4, 60
WARM, LOOKS = 16, 4
numbers = count(1)


@dataclass
class Case:
    """One page, kept or not, and what was seen of it."""

    kind: object
    cached: bool
    path: str
    cookie: str
    queries: int = 0
    size: int = 0
    queries_alone: int | None = None
    size_alone: int | None = None
    requests: int = FEWEST
    rounds: list = field(default_factory=list)

    def paths(self, many):
        """Addresses to ask for; a new question each time is one that no kept page answers."""
        if self.cached or not self.kind.public:
            return [self.path] * many
        mark = "&" if "?" in self.path else "?"
        return [f"{self.path}{mark}fresh={next(numbers)}" for _ in range(many)]


class Client:
    """The process that asks; see client.py."""

    def __init__(self, port):
        command = [sys.executable, "-m", "tests.bench.client", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.stdin.close()
        self.process.wait(timeout=30)

    def ask(self, paths, cookie, threads=THREADS):
        """The client's answer; SystemExit if a page did not answer 200."""
        self.process.stdin.write(json.dumps({"paths": paths, "cookie": cookie, "threads": threads}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer["wrong"]:
            sys.exit(f"{answer['wrong'][0][0]} answered {answer['wrong'][0][1]}, not 200.")
        return answer


def look(server, client, case, alone=None):
    """Queries and size, once everything is warm in both workers; `alone` is (path, cookie) of the lone learner.

    The pages are asked for often enough that each worker has drawn them.
    """
    client.ask([case.path] * WARM, case.cookie)
    found = [seen(server, path, case.cookie) for path in case.paths(LOOKS)]
    case.queries, case.size = max(queries for queries, _size in found), found[-1][1]
    if alone:
        client.ask([alone[0]] * WARM, alone[1])
        case.queries_alone, case.size_alone = max(seen(server, *alone) for _ in range(LOOKS))


def seen(server, path, cookie):
    status, headers, body = fetch(server.port, path, headers_of(cookie) | {"X-Count-Queries": "1"})
    if status != 200:
        sys.exit(f"{path} answered {status}, not 200.")
    return int(headers["X-Queries"]), len(body)


def one_round(server, client, path_list, cookie, threads=THREADS):
    """Cost of one run: CPU per request, each time (in the order of the paths where one thread asks), and the rate."""
    before = server.cpu()
    answer = client.ask(path_list, cookie, threads)
    many = len(path_list)
    return {"cpu": (server.cpu() - before) / many, "times": answer["times"], "rate": many / answer["seconds"]}


def measure(server, client, cases, rounds=ROUNDS, say=print):
    """Fill the rounds of all cases. A round is (the bare view, the page), one right after the other."""
    for case in cases:
        trial = one_round(server, client, case.paths(FEWEST), case.cookie)
        case.requests = min(MOST, max(FEWEST, round(ROUND_SECONDS * trial["rate"])))
    one_round(server, client, [HELLO] * BARE_REQUESTS, "")
    for number in range(rounds):
        say(f"  round {number + 1} of {rounds}")
        for case in cases:
            bare = one_round(server, client, [HELLO] * BARE_REQUESTS, "")
            case.rounds.append((bare, one_round(server, client, case.paths(case.requests), case.cookie)))


def summary(case):
    """One object of bench.json."""
    times = [second * 1000 for _bare, page in case.rounds for second in page["times"]]
    found = {
        "page": case.kind.name,
        "title": case.kind.title,
        "cached": case.cached,
        "path": case.path,
        "requests": len(times),
        "requests_per_second": round(median(page["rate"] for _bare, page in case.rounds), 1),
        "median_ms": round(median(times), 2),
        "p95_ms": round(quantiles(times, n=20)[-1], 2),
        "cpu_ms": round(median(page["cpu"] for _bare, page in case.rounds) * 1000, 3),
        "bare_cpu_ms": round(median(bare["cpu"] for bare, _page in case.rounds) * 1000, 3),
        "cpu_ratio": round(median(page["cpu"] / bare["cpu"] for bare, page in case.rounds), 2),
        "time_ratio": round(median(median(p["times"]) / median(b["times"]) for b, p in case.rounds), 2),
        "queries": case.queries,
        "bytes": case.size,
    }
    if case.queries_alone is not None:
        found |= {"queries_alone": case.queries_alone, "bytes_alone": case.size_alone}
    return found
