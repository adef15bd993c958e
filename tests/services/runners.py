"""Kinds of job that only these tests ask for."""

import threading

from home.runners import runner


@runner("test-greet")
def greet(job):
    return f"greeted {job.key}"


@runner("test-stall")
def stall(job):
    """Hangs at the first attempt, as work does whose machine is about to die; succeeds at the next."""
    if job.attempt == 1:
        threading.Event().wait()
    return f"attempt {job.attempt}"
