from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "relating.vault"
    label = "vault"
    verbose_name = "Vault"
