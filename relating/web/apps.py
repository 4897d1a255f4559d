from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "relating.web"
    label = "web"

    def ready(self) -> None:
        # ruff: noqa: PLC0415  they need the settings first
        from django.contrib.auth.signals import user_logged_in

        from relating.web.page import form_errors, hats, quickly

        form_errors.in_our_words()
        quickly.installed()
        user_logged_in.connect(hats.put_on)
