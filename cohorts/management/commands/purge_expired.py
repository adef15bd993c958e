from django.core.management.base import BaseCommand

from cohorts.actions.retention import expired_applications, forget_applications


class Command(BaseCommand):
    help = "Removes applications that led to no place once their time is over (RETENTION_DAYS); run daily by the beat."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *args, dry_run, **options):
        if not dry_run:
            self.stdout.write(f"{forget_applications()} applications removed.")
            return
        for application in expired_applications().select_related("cohort"):
            self.stdout.write(f"{application.cohort.code}  {application}  {application.state}")
        self.stdout.write(f"{expired_applications().count()} applications would be removed.")
