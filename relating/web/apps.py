from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "relating.web"
    label = "web"

    def ready(self) -> None:
        from relating.web.forms import saying  # noqa: PLC0415  forms need the settings first

        saying.in_our_words()
