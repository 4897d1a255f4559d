"""Before something is shared its page says who reads it, and who and which words go along."""

from relating.case import Word
from relating.journal import actions
from tests.cast import Cast, page_of, person, row_in, tell


def test_sharing_says_beforehand_who_and_which_words_go_along(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    actions.word(
        cast.ana, cast.case, Word(list="behaviour", code="vanish", label="Vanishing", old=True)
    )
    told = tell(cast, person=mara.id, i_did=("vanish",))
    for name in ("episode", "share"):
        shown = page_of(cast.ana, name, told.id)
        assert "who Mara is" in shown
        assert "“Vanishing”" in shown


def test_what_is_known_already_is_not_said_to_go_along(cast: Cast) -> None:
    mara = person("Mara", visibility="shared")
    actions.record(cast.ana, cast.case, mara)
    for name in ("episode", "share"):
        shown = page_of(cast.ana, name, tell(cast, person=mara.id).id)
        assert "who Mara is" not in shown.replace("can still see who Mara is", "")


def test_a_word_of_ones_own_goes_along_with_a_person_and_with_what_is_told_of_them(
    cast: Cast,
) -> None:
    actions.word(cast.ana, cast.case, Word(list="role", code="rota", label="Keeper of the rota"))
    mara = person("Mara", role="rota")
    actions.record(cast.ana, cast.case, mara)
    row, told = row_in(cast.case, mara), tell(cast, person=mara.id)
    for name, entry in (("person", row), ("share", row), ("episode", told.id), ("share", told.id)):
        assert "“Keeper of the rota”" in page_of(cast.ana, name, entry)
    actions.share(cast.ana, told.id)
    assert "Keeper of the rota" in page_of(cast.ben, "person", row)


def test_who_went_along_is_said_to_stay_when_what_named_them_is_taken_back(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    told = tell(cast, person=mara.id)
    actions.share(cast.ana, told.id)
    assert "can still see" not in page_of(cast.ana, "episode", told.id)
    actions.unshare(cast.ana, told.id)
    assert "can still see who Mara is" in page_of(cast.ana, "episode", told.id)
