from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "relating.journal"
    label = "journal"
    verbose_name = "Journal"
