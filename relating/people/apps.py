from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "relating.people"
    label = "people"
    verbose_name = "People"
