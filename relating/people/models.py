"""Users, the practice, cases and how people stand to them. No content is kept here."""

import secrets
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relating.people import spelling
from relating.vault.prepared import prepared

CLIENT, COUNSELLOR, SUPERVISOR, ADMINISTRATOR = (
    "client",
    "counsellor",
    "supervisor",
    "administrator",
)
CASE_ROLES = [(CLIENT, _("client")), (COUNSELLOR, _("counsellor")), (SUPERVISOR, _("supervisor"))]
PRACTICE_ROLES = [
    (COUNSELLOR, _("counsellor")),
    (SUPERVISOR, _("supervisor")),
    (ADMINISTRATOR, _("administrator")),
]


class Identity(models.Model):
    """The installation that this journal belongs to: one row. The key store has one like it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    installation = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_identity_of_the_journal")
        ]

    def __str__(self) -> str:
        return str(self.installation)


class Users(BaseUserManager["User"]):
    """Makes users; names are compared without regard to how they are typed."""

    def create_user(self, username: str, password: str | None = None, **more: Any) -> "User":
        user = self.model(username=spelling.name(username), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get(self, *args: Any, **named: Any) -> "User":
        """One user. Who asks for a page is asked for by their id, so that is compiled once."""
        if args or not isinstance(id := named.get("pk"), UUID) or len(named) > 1:
            return super().get(*args, **named)
        found = next(iter(_by_id(id)), None)
        if found is None:
            raise User.DoesNotExist
        names = [each.attname for each in User._meta.concrete_fields]
        return User.from_db(self.db, names, found)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=spelling.name(username or ""))


def fresh_salt() -> bytes:
    """Sixteen bytes of chance."""
    return secrets.token_bytes(16)


class User(AbstractBaseUser):
    """Someone who can sign in. The sign-in name need not be a real name.

    There is no superuser: what a person may do follows from memberships and relations alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(_("sign-in name"), max_length=80, unique=True)
    called = models.CharField(_("what to be called"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    passphrase_once = models.BooleanField(default=False)
    """The passphrase was made for them: it opens the door once, and they choose their own."""

    last_login = None
    """Nobody asks for it, and coming in must not need room on the disk."""

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return str(self.pk)

    def set_password(self, raw_password: str | None) -> None:
        """Hash a passphrase in the one form in which it is compared; None lets nobody in."""
        super().set_password(None if raw_password is None else spelling.passphrase(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the passphrase, however a keyboard spells it."""
        return super().check_password(spelling.passphrase(raw_password or ""))


@prepared
def _by_id(id: UUID) -> models.QuerySet[User, tuple[Any, ...]]:
    every = [each.attname for each in User._meta.concrete_fields]
    return User.objects.filter(pk=id).values_list(*every)


class Clinic(models.Model):
    """A practice: one person or many."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True, default="")
    """Whose numbers are called there: its code of ISO 3166; empty while nobody said."""
    time_zone = models.CharField(max_length=64, blank=True, default="")
    """Whose clock it goes by: an IANA name; empty while nobody said."""

    def __str__(self) -> str:
        return str(self.pk)


class Membership(models.Model):
    """A person's work in a practice, from a day on and until a day."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=PRACTICE_ROLES)
    began = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user", "role"],
                condition=Q(ended=None),
                name="one_current_membership_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Case(models.Model):
    """That there is a case, in which practice, and from when on it has ended; all it holds is in
    the journal, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    """From then on the case has ended; set by `journal.actions.endings` alone."""

    def __str__(self) -> str:
        return str(self.pk)


class Relation(models.Model):
    """How a person stands to a case, from a moment on and until a moment."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="relations")
    user = models.ForeignKey(User, models.PROTECT, related_name="relations")
    role = models.CharField(max_length=16, choices=CASE_ROLES)
    began = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role=CLIENT, ended=None),
                name="one_current_client_a_case",
            ),
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ended=None),
                name="one_current_relation_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Invitation(models.Model):
    """A one-time link: into a case as its client, or into the practice in a role.

    Only a digest of the secret in the link is kept, so that nobody who reads the database can
    accept it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE)
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=16)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class DraftKey(models.Model):
    """What one sign-in of a person adds to the key of their drafts; without it they stay shut.

    It is kept until the browser of that sign-in says that nothing lies under it, and for thirty
    days at the most.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    salt = models.BinaryField(default=fresh_salt)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Device(models.Model):
    """A browser of a client's. Its token puts something into the inbox of one case, and opens
    nothing; only a digest of it is kept.

    `system` is what it runs, in a word, so that its owner knows it again. The sign-ins that were
    begun on it end with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    system = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class CalendarFeed(models.Model):
    """The secret address of a counsellor's calendar. Only a digest of its secret is kept: whoever
    reads the database reads no calendar."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    minutes_before = models.PositiveSmallIntegerField(null=True, blank=True)
    says_where = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)
