from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.signing.authority import WORD, make_authority


class Command(BaseCommand):
    help = "A signing key and certificate of our own making for the demonstration; run again, it keeps what is there."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This authority is for the demonstration only: nobody else trusts it.")
        path = make_authority(Path(settings.PRIVATE_ROOT) / "signing")
        self.stdout.write(f"Documents are signed by “{WORD}”: {path.name}")
