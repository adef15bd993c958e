"""Run a command with PostgreSQL and Redis behind it: services.py COMMAND…

Each server is the one DATABASE_URL or REDIS_URL names, else one that answers on localhost, else a private one
started from Debian's packages in a temporary folder. What this script made, it removes: its database, its keys,
its servers.
"""

import getpass
import glob
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
DATABASE = f"tacit_test_{os.getpid()}"
START_SECONDS = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(works, what):
    """Call works() until it is true; raise SystemExit with a sentence after START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while not works():
        if time.monotonic() > deadline:
            sys.exit(f"{what} did not start within {START_SECONDS} seconds.")
        time.sleep(0.2)


# --- PostgreSQL ---------------------------------------------------------------


def may_create_databases(url):
    """Whether a server answers at this address and lets us make a database there."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            question = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            return connection.execute(question).fetchone()[0]
    except psycopg.Error:
        return False


def postgres_on_localhost():
    for user in dict.fromkeys([getpass.getuser(), "postgres"]):
        url = f"postgresql://{user}@127.0.0.1:5432/postgres"
        if may_create_databases(url):
            return url
    return None


def postgres_programs():
    """The folder with initdb and postgres, newest version first; installs the package if there is none."""
    for attempt in range(2):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
        if found:
            return Path(found[-1]).parent
        if attempt == 0:
            subprocess.run([ROOT / "bin" / "packages", "postgresql"], check=True)
    sys.exit("PostgreSQL is installed but its initdb was not found under /usr/lib/postgresql.")


@contextmanager
def private_postgres():
    """A server of our own in a temporary folder; PostgreSQL refuses to run as root, so it runs as its own user."""
    programs = postgres_programs()
    # Not below TMPDIR, which other users may not be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="tacit-pg-", dir="/tmp"))
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    data, port = folder / "data", free_port()
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_user, *initdb], check=True, stdout=subprocess.DEVNULL, cwd=folder)
    settings = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    with open(folder / "log", "wb") as log:
        command = [*as_user, programs / "postgres", "-D", data, "-p", str(port), *settings]
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        until(lambda: may_create_databases(url), "PostgreSQL")
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_database(server_url):
    """The address of a database of this run's own; it and the test databases beside it are dropped afterwards."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        name = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(name))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{DATABASE}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            mine = "SELECT datname FROM pg_database WHERE datname ~ %s"
            for (name,) in connection.execute(mine, [f"^(test_)?{DATABASE}(_|$)"]).fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def database_address(stack):
    if os.environ.get("DATABASE_URL"):
        return os.environ["DATABASE_URL"], "the one DATABASE_URL names"
    url = postgres_on_localhost()
    if url:
        return stack.enter_context(own_database(url)), "on localhost, database of its own"
    return stack.enter_context(own_database(stack.enter_context(private_postgres()))), "private, started for this run"


# --- Redis --------------------------------------------------------------------


def answers(url):
    try:
        return redis.Redis.from_url(url, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return False


@contextmanager
def empty_redis_database(server_url):
    """The address of a numbered database that nobody uses; emptied afterwards."""
    for number in range(15, 0, -1):
        url = f"{server_url}/{number}"
        client = redis.Redis.from_url(url)
        if client.dbsize() == 0:
            break
    else:
        sys.exit("Redis on localhost has no empty database left; name one with REDIS_URL.")
    try:
        yield url
    finally:
        client.flushdb()


@contextmanager
def private_redis():
    if not shutil.which("redis-server"):
        subprocess.run([ROOT / "bin" / "packages", "redis-server"], check=True)
    folder = tempfile.mkdtemp(prefix="tacit-redis-")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen([*command, "--dir", folder], stdout=subprocess.DEVNULL)
    try:
        url = f"redis://127.0.0.1:{port}"
        until(lambda: answers(url), "Redis")
        yield f"{url}/0"
    finally:
        server.terminate()
        server.wait(START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def redis_address(stack):
    if os.environ.get("REDIS_URL"):
        return os.environ["REDIS_URL"], "the one REDIS_URL names"
    url = "redis://127.0.0.1:6379"
    if answers(url):
        return stack.enter_context(empty_redis_database(url)), "on localhost, an empty database"
    return stack.enter_context(private_redis()), "private, started for this run"


def main(command):
    # So that a stop from outside also runs the clean-up below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        database, database_note = database_address(stack)
        broker, broker_note = redis_address(stack)
        print(f"PostgreSQL: {database_note}. Redis: {broker_note}.", flush=True)
        environment = os.environ | {"DATABASE_URL": database, "REDIS_URL": broker, "TEST_SERVICES": "1"}
        return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
