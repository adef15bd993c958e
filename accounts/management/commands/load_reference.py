"""Reference data that every installation needs."""

from pathlib import Path

import yaml
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

from accounts.choices import Role
from accounts.models import Province

PROVINCES = Path(__file__).resolve().parents[2] / "data" / "provinces.yaml"


class Command(BaseCommand):
    help = "Role groups and the 77 provinces; may be run again at any time."

    def handle(self, *args, **options):
        for role in Role.values:
            Group.objects.get_or_create(name=role)
        rows = yaml.safe_load(PROVINCES.read_text(encoding="utf-8"))["provinces"]
        provinces = [
            Province(
                code=r["code"],
                iso=r["iso"],
                name_th=r["name_th"],
                name_en=r["name_en"],
                region=r["region"],
                sort=r["sort_th"],
            )
            for r in rows
        ]
        Province.objects.bulk_create(
            provinces,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["iso", "name_th", "name_en", "region", "sort"],
        )
