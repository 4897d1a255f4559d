"""Files of version 1 are read on; what they left open says so."""

import json

from relating.case import Episode, read, write
from relating.simulate import stories
from tests.sure import as_a


def of_version_1(case_file: bytes) -> bytes:
    """The same file as version 1 wrote it: nobody had been asked what came first."""
    tree = json.loads(case_file)
    for entry in tree["entries"]:
        entry.pop("order", None)
        entry.pop("other_then", None)
    return json.dumps(tree | {"version": 1}).encode()


def test_of_a_file_of_version_1_it_is_not_known_what_came_first() -> None:
    found = read(of_version_1(write(stories.load("ana"))))
    told = [as_a(Episode, each) for each in found.entries if isinstance(each, Episode)]
    assert {each.order for each in told if each.other_did} == {"unknown"}
    assert {each.order for each in told if not each.other_did} == {None}
    assert found.version == 2


def test_a_file_of_version_1_is_written_as_version_2_and_read_again_the_same() -> None:
    found = read(of_version_1(write(stories.load("rui"))))
    assert json.loads(write(found))["version"] == 2
    assert read(write(found)) == found


def test_what_a_file_of_version_2_says_of_the_order_stays() -> None:
    tree = json.loads(write(stories.load("rui")))
    told = next(each for each in tree["entries"] if each["kind"] == "episode")
    told.update(other_did=["criticised"], other_then=["warm"])
    told.pop("order", None)
    found = read(json.dumps(tree | {"version": 2}).encode())
    (same,) = (each for each in found.entries if str(each.id) == told["id"])
    assert (as_a(Episode, same).order, as_a(Episode, same).other_then) == (None, ("warm",))
