"""manage.py verify_register: is everything in the register as it was issued?"""

from django.core.management.base import BaseCommand, CommandError

from certificates.inspection import differences


class Command(BaseCommand):
    help = "Verify every number, ledger entry, fact, file, signature, badge and status list; tell each difference."

    def add_arguments(self, parser):
        parser.add_argument("--without-files", action="store_true", help="read no files: minutes instead of hours")

    def handle(self, **options):
        found = 0
        for difference in differences(files=not options["without_files"]):
            found += 1
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{found} differences: see above.")
        self.stdout.write("The register is as it was issued.")
