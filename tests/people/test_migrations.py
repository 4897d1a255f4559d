"""What an installation from before keeps when it is brought up to date."""

from importlib import import_module

from django.apps import apps

from relating.people.models import User

the_door = import_module("relating.people.migrations.0003_the_door")


def test_sign_in_names_from_before_are_kept_as_they_are_compared_now(db: None) -> None:
    User.objects.bulk_create(User(username=name) for name in ("stra\u00dfe", "ana", "jose\u0301"))
    the_door.fold_names(apps, None)
    names = User.objects.values_list("username", flat=True)
    assert sorted(names) == ["ana", "jos\u00e9", "strasse"]


def test_a_name_that_somebody_else_has_by_now_is_left_alone(db: None) -> None:
    User.objects.bulk_create(User(username=name) for name in ("stra\u00dfe", "strasse"))
    the_door.fold_names(apps, None)
    assert sorted(User.objects.values_list("username", flat=True)) == ["strasse", "stra\u00dfe"]
