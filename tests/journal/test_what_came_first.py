"""What was told before anybody was asked what came first is sealed anew and says so."""

from importlib import import_module

from django.apps import apps
from msgspec.structs import replace

from relating.case import Episode, Feeling
from relating.journal import actions, models, queries
from tests.cast import Cast, episode
from tests.sure import as_a

migration = import_module("relating.journal.migrations.0003_what_came_first")


def test_each_version_of_what_was_told_says_that_its_order_is_unknown(cast: Cast) -> None:
    told = episode("She shut the door.", other_did=("criticised",))
    nothing = episode("Rain.", feelings=(Feeling(code="sad"),))
    for each in (told, nothing):
        actions.record(cast.ana, cast.case, each)
    actions.revise(cast.ana, cast.case, replace(told, story="She slammed it."), 1)
    actions.share(cast.ana, told.id)
    actions.delete(cast.ana, nothing.id)
    actions.put_back(cast.ana, nothing.id)
    migration.say_that_the_order_is_unknown(apps, None)
    now = {each.id: each for each in queries.open_case(cast.ana, cast.case).episodes}
    assert now[told.id].order == "unknown"
    assert now[nothing.id] == nothing
    versions = [as_a(Episode, each.content) for each in queries.history(cast.ana, told.id)]
    assert {(each.order, each.story) for each in versions} == {
        ("unknown", "She slammed it."),
        ("unknown", "She shut the door."),
    }
    assert queries.open_case(cast.ben, cast.case).episodes[0].order == "unknown"


def test_a_row_that_does_not_open_stops_no_other(cast: Cast) -> None:
    broken, whole = episode("One", other_did=("warm",)), episode("Two", other_did=("warm",))
    for each in (broken, whole):
        actions.record(cast.ana, cast.case, each)
    noise = bytes(models.Entry.objects.get(pk=broken.id).sealed)[::-1]
    models.Entry.objects.filter(pk=broken.id).update(sealed=noise)
    migration.say_that_the_order_is_unknown(apps, None)
    opened = queries.open_case(cast.ana, cast.case).episodes
    assert [(each.id, each.order) for each in opened] == [(whole.id, "unknown")]
    assert bytes(models.Entry.objects.get(pk=broken.id).sealed) == noise
