"""The demo's process notes: Ben finds them on his page, and Ana and her copy know of none."""

from django.urls import reverse

from relating import demo
from relating.case import Note
from relating.demo_notes import NOTES
from relating.journal import actions, queries
from relating.people.gate import viewer_of
from relating.people.models import Clinic, User
from tests.cast import browser_of

OWN = "the second day of Christmas"


def test_ben_finds_his_notes_and_nobody_else_does(db: None) -> None:
    Clinic.objects.create(name=demo.PRACTICE)
    demo.fill()
    ana, ben = (viewer_of(User.objects.get(username=name)) for name in ("ana", "ben"))
    case = queries.my_case(ana)
    assert case is not None
    assert len(queries.open_case(ben, case).all(Note)) == len(NOTES)
    assert all(each.author == "client" for each in queries.open_case(ana, case).all(Note))
    shown = browser_of(ben).get(reverse("notes", args=[case])).content.decode()
    assert OWN in shown
    assert "To impress" in shown
    assert OWN not in str(actions.export_case(ben, case))
