"""The tables of the journal. In the clear: ids, kind, author, visibility, version, times."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from relating.people.models import Case, User

AUTHORS = ["client", "counsellor"]
VISIBILITIES = ["private", "shared"]
CLEAR = ["kind", "visibility", "author", "by", "id", "version"]
"""What is asked of thousands of entries of a case at once: the index holds it, so that nothing
sealed is fetched for it."""


class Entry(models.Model):
    """The newest version of an entry; `sealed` holds all that people wrote.

    `received_at` is when this installation first had it, `changed_at` when this version became
    what it is. The id is made under a key of the case (`relating.journal.ids`), so that what
    is sent twice is stored once.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)
    author = models.CharField(max_length=12)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    visibility = models.CharField(max_length=8)
    version = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["case", "deleted_at", *CLEAR], name="entries_of_a_case")]
        constraints = [
            models.CheckConstraint(condition=Q(author__in=AUTHORS), name="entry_author"),
            models.CheckConstraint(
                condition=Q(visibility__in=VISIBILITIES), name="entry_visibility"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="entry_version"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Version(models.Model):
    """What an entry was before: as it was sealed then, never changed again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    visibility = models.CharField(max_length=8)
    changed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "entry", "version"], name="one_row_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.version}"


class Sum(models.Model):
    """What the marks of one side of a case add up to (`relating.journal.sums`)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    side = models.CharField(max_length=48)
    total = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "side"], name="one_sum_a_side")]

    def __str__(self) -> str:
        return str(self.pk)


class Gathered(models.Model):
    """The tellings of one side of a long case, sealed together (`relating.journal.gathered`)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    side = models.CharField(max_length=48)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "side"], name="gathered_once_a_side")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CaseloadRow(models.Model):
    """A case at a glance for one counsellor of it, sealed (`relating.journal.glances`).

    It is made of what that counsellor may see, and of nothing else: its version and its time too
    change with that alone.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    counsellor = models.ForeignKey(User, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "counsellor"], name="one_row_a_counsellor")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Clock(models.Model):
    """The latest time that was seen, and until when it is doubted; one row."""

    latest = models.DateTimeField()
    doubted_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.latest)


class Trail(models.Model):
    """Who did or read what, and when. No content, no names; it outlives what it speaks of.

    `entries` holds the ids of the entries that were read, 16 bytes each.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    actor = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    act = models.CharField(max_length=16)
    kind = models.CharField(max_length=24, blank=True)
    entry = models.UUIDField(null=True)
    entries = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["case", "seq"], name="trail_of_a_case")]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class Layer(models.Model):
    """The words of a practice or of a counsellor, sealed; those of a client are entries."""

    owner = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class Letter(models.Model):
    """What a device kept and sent later: that it came, and of what no entry could be made yet.

    The id is made under a key of the case from the one that the device chose, so that what is sent
    again is received once; `digest` tells whether it is the same. `waiting` is what it says, sealed
    for the client, until an entry under the id `entry` holds it or she lets go of it.
    """

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(default=timezone.now)
    entry = models.UUIDField(null=True)
    waiting = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "entry"], name="letters_of_a_case")]

    def __str__(self) -> str:
        return str(self.pk)
