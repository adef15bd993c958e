from django.core.management.base import BaseCommand

from certificates.badges import keys


class Command(BaseCommand):
    help = "Makes a new key to sign badges with. Older keys stay published, so that what they signed stays verifiable."

    def handle(self, *args, **options):
        public = keys.make_key()
        self.stdout.write(f"Badges are signed with {public} from now on.")
        for each in keys.public_keys():
            self.stdout.write(f"{'signs' if each == public else 'old  '}  {each}")
