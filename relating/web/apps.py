from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "relating.web"
    label = "web"

    def ready(self) -> None:
        from relating.web.page import form_errors, quickly  # noqa: PLC0415  they need the settings first

        form_errors.in_our_words()
        quickly.installed()
