"""What Celery runs for the house itself, and on the clock. Every task may run twice without harm."""

import logging

from celery import shared_task
from django.core.management import call_command

from . import actions
from .runners import RUNNERS

logger = logging.getLogger(__name__)


@shared_task
def run_job(job_id):
    """Carry out a job row; what goes wrong is written into the row and tried again by the sweeper."""
    job = actions.take_up(job_id=job_id)
    if job is None:
        return
    try:
        message = RUNNERS[job.kind](job)
    except Exception as error:
        logger.exception("job %s failed", job)
        actions.fail(job=job, message=f"{type(error).__name__}: {error}")
    else:
        actions.finish(job=job, message=message or "")


@shared_task
def sweep_jobs():
    actions.sweep()


@shared_task
def publish_scheduled_pages():
    call_command("publish_scheduled")


@shared_task
def forget_finished_jobs():
    actions.forget_jobs()


@shared_task
def forget_search_misses():
    actions.forget_misses()
