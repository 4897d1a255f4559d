from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "relating.web"
    label = "web"
