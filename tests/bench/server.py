"""The production server over the measured data, and what its workers cost."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from .client import fetch, headers_of

WORKERS = 2
START_SECONDS = 60


def environment(folder):
    """The environment of everything that runs on the measured data."""
    found = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "DATABASE_URL"}}
    found |= {"BENCH_DATABASE_URL": os.environ["DATABASE_URL"]} if os.environ.get("DATABASE_URL") else {}
    return found | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "BENCH_FOLDER": str(folder)}


@contextmanager
def serve(folder, port=None):
    """A running Server; stopped at the end."""
    port = port or free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--workers", str(WORKERS), "--log-level", "warning"]
    process = subprocess.Popen(command, env=environment(folder) | {"PORT": str(port)})
    try:
        server = Server(process, port)
        server.wait()
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def postmaster(url):
    """The process id of the PostgreSQL server behind this address, or None where it is elsewhere or there is none."""
    if not url.startswith("postgres"):
        return None
    with psycopg.connect(url) as connection:
        backend = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
        status = Path(f"/proc/{backend}/status")
        lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("PPid:")), None)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    def __init__(self, process, port):
        self.process, self.port = process, port
        self.postmaster = postmaster(os.environ.get("DATABASE_URL", ""))

    def wait(self):
        """Until all workers answer; SystemExit with a sentence if the server stops or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if fetch(self.port, "/healthz", headers_of(""))[0] == 200 and len(self.workers()) == WORKERS:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        sys.exit("The server to be measured did not start; the lines above may say why.")

    def workers(self):
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def cpu(self):
        """Seconds of CPU that the workers have used, of their own and in the kernel for them, and the database's."""
        return sum(seconds_of(pid) for pid in [*self.workers(), *self.database()])

    def database(self):
        """The processes of a PostgreSQL server on this machine; SQLite works inside the workers."""
        if not self.postmaster:
            return []
        return Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text().split()

    def memory(self):
        """MB of a worker that are its own, the mean of all."""
        own = [int(line.split()[1]) for pid in self.workers() for line in rollup(pid) if line.startswith("Pss:")]
        return sum(own) / len(own) / 1024


def seconds_of(pid):
    """From schedstat, to the nanosecond; where the kernel keeps none, utime + stime to a hundredth of a second."""
    schedstat = Path(f"/proc/{pid}/schedstat")
    try:
        if schedstat.exists() and (spent := int(schedstat.read_text().split()[0])):
            return spent / 1e9
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):  # a process of the database that has gone meanwhile
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rollup(pid):
    return Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
