import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection

from config.celery import app

PATIENCE_SECONDS = 120


@pytest.fixture
def until():
    """until(condition) returns the condition's first true value; another process is at work meanwhile."""

    def wait(condition):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (value := condition()):
            assert time.monotonic() < deadline, "nothing happened"
            time.sleep(0.1)
        return value

    return wait


def database_url():
    """The address of the database this test writes to, for another process to open."""
    at = connection.settings_dict
    user, password = quote(at["USER"]), quote(at["PASSWORD"])
    return f"postgresql://{user}:{password}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


@pytest.fixture
def broker(monkeypatch, worker_id):
    """Tasks sent by this process travel through Redis, under its own prefix, instead of running at once."""
    monkeypatch.setenv("TACIT_QUEUE_PREFIX", f"{worker_id}:")
    assert app.conf.task_always_eager  # reading it loads the settings, which would override what is set before
    monkeypatch.setitem(app.conf.changes, "task_always_eager", False)
    monkeypatch.setitem(app.conf.changes, "broker_url", os.environ["REDIS_URL"])
    monkeypatch.setitem(app.conf.changes, "broker_transport_options", {"global_keyprefix": f"{worker_id}:"})
    forget_connections()
    app.control.purge()
    yield
    app.control.purge()
    forget_connections()


def forget_connections():
    """Also a task that is run at once opens the pools, and a pool keeps the address that it was opened with."""
    app.close()
    del app.amqp


@pytest.fixture
def start_worker(transactional_db, broker, tmp_path):
    """start_worker() starts a real worker on the test database; all are gone when the test ends."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "DATABASE_URL": database_url(),
        "TACIT_TEST_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "WARNING"]
    started = []

    def start():
        # A session of its own, so that the worker and its children can be killed as one.
        worker = subprocess.Popen(command, env=environment, start_new_session=True)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)


def kill(worker):
    """What a power cut does: no warm shutdown, nothing acknowledged."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
