from django.apps import AppConfig


class ConfigAppConfig(AppConfig):
    """Holds the management commands that need every app."""

    name = "config"
    verbose_name = "TACIT"
