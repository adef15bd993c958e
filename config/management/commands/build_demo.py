from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.build import STEPS


class Command(BaseCommand):
    help = "The demonstration site: institutes, programmes, cases, cohorts in four states and plainly invented people."

    def add_arguments(self, parser):
        parser.add_argument(
            "--password", default=getattr(settings, "DEMO_PASSWORD", None), help="Password of the demo accounts."
        )

    def handle(self, *args, password, **options):
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError(
                "The demonstration is never built on production settings: its people share one known password."
            )
        for number, (title, step) in enumerate(STEPS, start=1):
            self.stdout.write(f"  {number}/{len(STEPS)} {title}")
            self.stdout.flush()
            step(password or "ratchaphum-demo")
