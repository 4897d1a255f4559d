"""The key store: one row a wrapped key; whose it is, and which keys open it."""

from django.db import models
from django.utils import timezone


class WrappedKey(models.Model):
    """A data key, wrapped by a key-encryption key that is not in any database.

    `scope` is what the key belongs to (a case, or the owner of a vocabulary layer); `purpose`
    says which of its keys this is. Deleting the row makes everything sealed under it unreadable.
    """

    id = models.AutoField(primary_key=True)
    scope = models.UUIDField()
    purpose = models.CharField(max_length=12)
    wrapped = models.BinaryField()
    wrapped_by = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "purpose"], name="one_key_a_purpose")
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class Shredded(models.Model):
    """That the keys of a scope were destroyed on purpose: they are not missing."""

    scope = models.UUIDField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"shredded {self.scope}"


class Identity(models.Model):
    """The installation that this key store belongs to: one row. The journal has one like it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    installation = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_identity_of_the_keys")
        ]

    def __str__(self) -> str:
        return str(self.installation)


class CheckValue(models.Model):
    """What is derived from a key-encryption key, by its number: another key gives another value."""

    number = models.PositiveIntegerField(primary_key=True)
    value = models.BinaryField()

    def __str__(self) -> str:
        return f"check value {self.number}"
