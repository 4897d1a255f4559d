"""The demo is true: what stands in it went through the forms that people fill in."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import CaseEntry, Entry, Episode, Note, Pattern, Person
from relating.case.file.case_file import CaseFile
from relating.journal import actions, queries
from relating.journal.models import Entry as Row
from relating.journal.models import Trail
from relating.operate.demo import clinic
from relating.operate.demo.notes import NOTES
from relating.operate.demo.played import Play, play
from relating.operate.demo.sent import Names, renamed
from relating.operate.demo.taken import Refused
from relating.people.models import Clinic
from relating.simulate import stories
from relating.web.voice.questions import LIKELY
from tests.cast import browser_of

BESIDE = {"consent", "supervision"}
"""What is brought to supervision on the day on which the demo is made, beside the stories."""
OWN = "An easy hour, and I liked that it was easy."


def played(story: CaseFile, client: str = "Ana") -> Play:
    people = clinic.cast(Clinic.objects.create(name=clinic.PRACTICE).pk)
    return play(story, clinic.writers(people, client))


def first_days(days: int = 40) -> CaseFile:
    """The beginning of Ana's story."""
    story = clinic.told("ana")
    until = min(each.recorded_at for each in story.entries) + timedelta(days=days)
    kept = tuple(each for each in story.entries if each.recorded_at < until)
    known = tuple(
        each for each in story.people if each.recorded_at is None or each.recorded_at < until
    )
    return replace(story, entries=kept, people=known)


def with_first(story: CaseFile, **said: object) -> tuple[CaseFile, UUID]:
    """The story, with something else said in its first episode that Ana told."""
    first = next(each for each in story.entries if isinstance(each, Episode))
    changed = replace(first, **said)
    entries = tuple(changed if each is first else each for each in story.entries)
    return replace(story, entries=entries), first.id


def in_the_case(made: Play) -> dict[str, object]:
    """Everything that either of the two finds in the case, as plain values under its id."""
    found: dict[str, object] = {}
    for viewer in made.writers.values():
        case = queries.open_case(viewer, made.case_id)
        for each in case.contents:
            if isinstance(each, Entry | Person):
                found[str(each.id)] = plain(each)
    return found


def plain(part: Entry | Person) -> object:
    """What a part says; what the engine expects of a pattern is its own to say."""
    if isinstance(part, Pattern) and part.evidence is not None:
        part = replace(part, evidence=replace(part.evidence, expected=None))
    return msgspec.to_builtins(part)


def as_told(story: CaseFile, names: Names) -> dict[str, object]:
    """What the story says, under the ids that the forms made."""
    told: tuple[CaseEntry | Person, ...] = (*story.entries, *story.people)
    return {names[str(each.id)]: plain(renamed(each, names)) for each in told}


@pytest.fixture
def demo(db: None) -> dict[str, Play]:
    Clinic.objects.create(name=clinic.PRACTICE)
    return clinic.fill()


def test_the_whole_demo_is_made_by_forms_and_the_cases_that_come_out_are_the_stories(
    demo: dict[str, Play],
) -> None:
    assert demo.keys() == {*stories.names()}
    for name, made in demo.items():
        story = clinic.moved_to(clinic.told(name), timezone.now())
        found, told = in_the_case(made), as_told(story, made.names)
        assert [found[id] for id in told if found[id] != told[id]] == []
        assert {kind_of(found[id]) for id in found.keys() - told.keys()} <= BESIDE
    ben_finds_his_notes_and_nobody_else_does(demo["ana"])


def kind_of(said: object) -> object:
    return said["kind"] if isinstance(said, dict) else ""


def ben_finds_his_notes_and_nobody_else_does(made: Play) -> None:
    case, ana, ben = made.case_id, made.writers["client"], made.writers["counsellor"]
    assert len(queries.open_case(ben, case).all(Note)) == len(NOTES)
    assert all(each.author == "client" for each in queries.open_case(ana, case).all(Note))
    shown = browser_of(ben).get(reverse("notes", args=[case])).content.decode()
    assert OWN in shown
    assert "To impress" in shown
    assert OWN not in str(actions.export_case(ben, case))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"ended": "no_such_end"}, "ended"),
        ({"i_did": ()}, "no form says this: i_did"),
        ({"rupture_marks": ("hid_feelings",)}, "no form says this: rupture_marks"),
    ],
    ids=["a word of no list", "nothing, where None of these stands", "what only Ben is asked"],
)
def test_a_form_that_does_not_say_what_a_story_says_stops_the_demo_with_the_id_of_the_entry(
    db: None, said: dict[str, object], why: str
) -> None:
    story, id = with_first(first_days(), **said)
    with pytest.raises(Refused, match=f"{id}: .*{why}"):
        played(story)


def test_how_sure_somebody_was_is_one_of_the_answers_that_the_form_offers() -> None:
    told = (each for name in stories.names() for each in stories.load(name).entries)
    chances = {each.expected.chance for each in told if isinstance(each, Episode) and each.expected}
    assert chances <= {None, *LIKELY}


def test_the_demo_was_written_when_the_story_says_and_the_trail_says_so(db: None) -> None:
    story = first_days()
    made = played(story)
    for each in story.entries:
        row = Row.objects.get(pk=made.names[str(each.id)])
        assert row.received_at == each.recorded_at
    lines = list(Trail.objects.order_by("seq").values_list("at", flat=True))
    assert lines == sorted(lines)
    assert lines[-1] == max(each.recorded_at for each in story.entries)
