from django.core.management.base import BaseCommand
from django.db import transaction

from config.demo.factories import site
from config.setup import set_up


class Command(BaseCommand):
    help = "Groups, permissions, provinces, review workflows and the skeleton of pages; may be run again at any time."

    @transaction.atomic
    def handle(self, *args, **options):
        site()
        set_up()
        self.stdout.write("The site is set up.")
