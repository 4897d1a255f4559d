"""Words: whose they are, and what was said of a code before."""

import pytest
from msgspec.structs import replace

from relating.case import Word
from relating.journal import actions, queries
from relating.journal.models import Layer
from relating.people.gate import Hidden
from tests.cast import Cast

HOVER = Word(list="behaviour", code="hover", label="Hover", old=True)


def test_a_word_that_ana_took_back_was_nothing_before_she_says_it_again(cast: Cast) -> None:
    said = actions.word(cast.ana, cast.case, HOVER)
    assert (said.before, said.after) == (None, replace(HOVER, visibility="private"))
    taken_back = actions.change_word(cast.ana, cast.case, "behaviour", "hover", lambda _: None)
    assert (taken_back.before, taken_back.after) == (said.after, None)
    assert queries.open_case(cast.ana, cast.case).words == ()
    again = actions.word(cast.ana, cast.case, HOVER)
    assert again == said
    assert queries.open_case(cast.ana, cast.case).words == (said.after,)


def test_taking_back_what_was_never_said_changes_nothing(cast: Cast) -> None:
    changed = actions.change_word(cast.ana, cast.case, "behaviour", "hover", lambda _: None)
    assert (changed.before, changed.after) == (None, None)


def test_only_a_counsellor_has_words_of_their_own_and_only_eve_changes_the_practices(
    cast: Cast,
) -> None:
    for viewer in (cast.ana, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.change_layer(viewer, "behaviour", "hover", lambda _: HOVER, own=True)
    for viewer in (cast.ana, cast.ben, cast.dov):
        with pytest.raises(Hidden):
            actions.change_layer(viewer, "behaviour", "hover", lambda _: HOVER, own=False)
    assert not Layer.objects.exists()
    actions.change_layer(cast.ben, "behaviour", "hover", lambda _: HOVER, own=True)
    actions.change_layer(cast.eve, "behaviour", "hover", lambda _: HOVER, own=False)
    owners = set(Layer.objects.values_list("owner", flat=True))
    assert owners == {cast.ben.id, cast.clinic.pk}
