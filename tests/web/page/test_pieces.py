"""The pieces of a page: marks in words, stones, times, and what people wrote."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from relating.case.words.places import PLACES
from relating.pictures import marks
from relating.web.page import frames as frame
from relating.web.page import pieces
from relating.web.page.icons import ICONS
from relating.web.templatetags import look
from relating.web.voice import times, words

CASE = UUID("8f6f0c7e-3c5b-4a62-9a3b-0d1f2e3a4b5c")
HOSTILE = '"><script>alert(1)</script>'


def page(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def found(pattern: str, told: str) -> str:
    """The last thing the pattern caught, which must be there."""
    match = re.search(pattern, told)
    assert match is not None, told
    return match[match.lastindex or 0]


# Marks


@pytest.mark.parametrize(
    ("place", "way", "words"),
    [
        ("life", "old", "in life, old way"),
        ("practice", "new", "practised, new way"),
        ("room", "mixed", "in the room, old and new"),
        ("past", "neither", "back then, neither old nor new"),
        ("past", "plain", "back then"),
    ],
)
def test_a_mark_says_in_words_what_its_shape_and_filling_say(
    place: str, way: str, words: str
) -> None:
    assert f'aria-label="{words}"' in page(f'{{% place_mark "{place}" "{way}" %}}')


def test_every_place_has_a_shape_of_its_own() -> None:
    shapes = {page(f'{{% place_mark "{place}" "old" %}}') for place in PLACES}
    assert len({found(r' d="([^"]+)"', shape) for shape in shapes}) == 4


def test_every_way_looks_different() -> None:
    drawn = {
        re.sub(r'aria-label="[^"]*"', "", look.place_mark("life", way)) for way in marks.STYLES
    }
    assert len(drawn) == len(marks.STYLES)


def test_only_an_episode_of_both_ways_is_half_filled() -> None:
    filled = [way for way in marks.STYLES if "mix-f" in look.place_mark("room", way)]
    assert filled == ["mixed"]


def test_an_icon_is_hidden_from_those_who_listen() -> None:
    assert all('aria-hidden="true"' in look.icon(name) for name in ICONS)


def test_an_icon_that_does_not_exist_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        look.icon("no-such-icon")


# Stones


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mara", "M"),
        ("Magdalena Wójcik-Brandt", "MB"),
        ("K.", "K"),
        ("aunt Pilar", "AP"),
        ("  (my) boss ", "MB"),
        ("ß", "SS"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_stone_bears_the_first_letters_of_the_first_and_last_word(
    name: str, letters: str
) -> None:
    assert look.initials(name) == letters


def test_a_person_keeps_the_same_stone_when_the_name_changes() -> None:
    mara, renamed = look.stone("Mara", "p1"), look.stone("Mum", "p1")
    assert found(r"st\d", mara) == found(r"st\d", renamed)


def test_people_have_stones_of_all_five_forms() -> None:
    forms_seen = {found(r"st(\d)", look.stone("x", f"p{n}")) for n in range(60)}
    assert forms_seen == {"1", "2", "3", "4", "5"}


def test_a_name_cannot_break_out_of_its_stone() -> None:
    assert "<script" not in look.stone("<script>alert(1)</script>") + look.stone("< <")
    assert "&lt;" in look.stone("<")


# Times


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today 14:20"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-2, "Sunday"),
        (-6, "Wednesday"),
        (3, "Friday"),
        (-7, "24 February"),
        (7, "10 March"),
        (-365, "3 March 2025"),
    ],
)
def test_a_time_is_relative_for_a_week_and_then_a_date(
    now: datetime, days: int, words: str
) -> None:
    with override_settings(TIME_ZONE="UTC"):
        assert times.when(now + timedelta(days=days), now) == words


def test_yesterday_is_a_day_of_the_reader_and_not_24_hours() -> None:
    evening = datetime(2026, 3, 2, 23, 50, tzinfo=UTC)
    with override_settings(TIME_ZONE="UTC"):
        assert times.when(evening, evening + timedelta(minutes=20)) == "yesterday"


def test_a_time_is_told_to_machines_exactly(now: datetime) -> None:
    with override_settings(TIME_ZONE="UTC"):
        told = page("{% ago at now %}", at=now, now=now)
    assert told == '<time datetime="2026-03-03T14:20:00+00:00">today 14:20</time>'


@pytest.mark.parametrize(
    ("age", "reader", "words"),
    [
        (9, "client", "I was nine"),
        (9, "counsellor", "at nine"),
        (1, "counsellor", "at one"),
        (20, "client", "I was twenty"),
        (21, "client", "I was 21"),
        (0, "client", "as a baby"),
    ],
)
def test_a_memory_tells_the_age_in_words(age: int, reader: str, words: str) -> None:
    assert times.aged(age, reader) == words


# What people wrote


def test_an_empty_line_parts_paragraphs_and_a_single_one_breaks_the_line() -> None:
    told = look.paragraphs("One\r\ntwo\r\n\r\n\r\nthree\n")
    assert told == "<p>One<br>two</p>\n<p>three</p>"


def test_nothing_written_is_no_paragraph() -> None:
    assert look.paragraphs(" \n\n ") == ""


@given(st.text())
def test_no_text_ever_becomes_markup(text: str) -> None:
    bare = re.sub(r"</?p>|<br>", "", look.paragraphs(text))
    assert "<" not in bare
    assert ">" not in bare


def test_a_row_shows_whole_sentences_where_they_fit() -> None:
    story = (
        "Said yes to the rota before she had finished asking. Then I went home. " + "I slept. " * 30
    )
    assert words.opening(story).endswith((".", "…"))
    assert words.opening(story).startswith("Said yes to the rota before she had finished asking.")
    assert len(words.opening(story)) <= words.OPENING


@given(st.text(max_size=2000))
def test_the_opening_of_a_story_fits_its_row(text: str) -> None:
    assert len(words.opening(text)) <= words.OPENING + 1


def test_a_short_story_stands_whole_in_its_row() -> None:
    assert words.opening("  It was\n fine. ") == "It was fine."


# Pieces


@dataclass(frozen=True)
class Drawn:
    svg: str


def test_a_picture_is_shown_as_it_was_drawn() -> None:
    assert page("{% picture drawn %}", drawn=Drawn("<svg><g/></svg>")) == "<svg><g/></svg>"


def test_a_row_escapes_what_people_wrote() -> None:
    row = pieces.Row("/episodes/1/", "life", "old", HOSTILE, "", (HOSTILE, "yesterday"))
    told = render_to_string("web/page/row.html", {"row": row})
    assert "<script" not in told
    assert told.count("&lt;script&gt;") == 2


def test_an_episode_without_words_says_so_in_its_row() -> None:
    told = render_to_string(
        "web/page/row.html", {"row": pieces.Row("/", "life", "plain", "", "No words yet")}
    )
    assert "No words yet" in told


ENDS = [("-3", "awful"), ("-2", "bad"), ("-1", "not good"), ("0", "so-so"), ("1", "all right")]
ENDS += [("2", "good"), ("3", "very good"), ("", "not asked")]


class Happened(forms.Form):
    feelings = forms.MultipleChoiceField(
        label="How did I feel?",
        choices=[("sad", "sad"), ("odd", HOSTILE)],
        widget=forms.CheckboxSelectMultiple,
    )
    valence = forms.ChoiceField(label="How did it end?", choices=ENDS, widget=forms.RadioSelect)


class Piece(NamedTuple):
    text: str
    hit: bool = False
    call: str = ""
    kind: str = ""


def test_what_was_looked_for_is_marked_and_nothing_of_it_is_markup() -> None:
    told = page("{{ parts|marked }}", parts=[Piece("a "), Piece("<b>", hit=True), Piece("<i>")])
    assert told == "a <mark>&lt;b&gt;</mark>&lt;i&gt;"


def test_a_telephone_number_in_a_line_calls_and_nothing_else_does() -> None:
    told = page("{{ parts|called }}", parts=[Piece("<b>: "), Piece("116 123", call="116123")])
    assert told == '&lt;b&gt;: <a href="tel:116123">116 123</a>'


def test_peoples_words_in_a_claim_have_a_voice_of_their_own() -> None:
    parts = [Piece("When "), Piece("<b>", kind="words"), Piece(", "), Piece("3 of 4", kind="count")]
    told = page("{{ parts|voiced }}", parts=parts)
    assert told == 'When <span class="words chosen">&lt;b&gt;</span>, <b>3 of 4</b>'


def test_the_seven_steps_are_seven_radios_and_a_way_to_leave_it() -> None:
    told = page("{% seven_steps form.valence %}", form=Happened({"valence": "-1"}))
    assert told.count('class="step"') == 7
    assert told.count('type="radio"') == 8
    assert re.search(r'value="-1"[^>]*checked', told)


def test_a_chip_is_a_checkbox_whose_label_is_escaped() -> None:
    form = Happened({"feelings": ["sad"], "valence": "0"})
    told = render_to_string("web/page/chips.html", {"field": form["feelings"]})
    assert re.search(r'type="checkbox"[^>]*value="sad"[^>]*checked', told)
    assert "<script" not in told


def test_the_list_of_errors_leads_to_each_field_and_says_that_nothing_was_lost() -> None:
    form = Happened({"feelings": [], "valence": "0"})
    told = render_to_string("web/page/errors.html", {"form": form})
    chips = render_to_string("web/page/chips.html", {"field": form["feelings"]})
    assert 'role="alert"' in told
    assert "Nothing you wrote is lost" in told
    assert 'href="#id_feelings"' in told
    assert 'id="id_feelings"' in chips
    assert 'aria-describedby="id_feelings_error"' in chips
    assert 'id="id_feelings_error"' in chips


def test_a_form_without_errors_shows_no_list_of_them() -> None:
    form = Happened({"feelings": ["sad"], "valence": "0"})
    assert "alert" not in render_to_string("web/page/errors.html", {"form": form})


# Frames


def test_the_phone_has_four_places_and_says_where_one_is() -> None:
    told = render_to_string(
        "web/page/frames/phone.html", {"frame": frame.phone_frame(CASE, "people")}
    )
    bar = " ".join(told[told.index('class="tabbar"') :].split())
    places = re.findall(r'</svg> <span(?: class="sr")?>([A-Z][a-z ]+)</span> </a>', bar)
    assert places == ["Today", "My people", "Something happened", "My ways", "More"]
    assert bar.count('aria-current="page"') == 1
    assert re.search(r'aria-current="page">.*My people', bar)


def test_quick_exit_is_a_form_on_every_page_of_the_client() -> None:
    told = render_to_string("web/page/frames/phone.html", {"frame": frame.phone_frame(CASE, "")})
    assert re.search(r'<form[^>]*method="post"[^>]*action="/leave/"', told)
    assert told.index("Quick exit") < told.index('id="main"')


@pytest.mark.parametrize(("current", "ways"), [("safety", 0), ("people", 1)])
def test_the_safety_plan_is_in_the_bar_of_every_page_but_its_own(current: str, ways: int) -> None:
    told = render_to_string(
        "web/page/frames/phone.html", {"frame": frame.phone_frame(CASE, current)}
    )
    assert told[: told.index('id="main"')].count(f'href="/cases/{CASE}/safety/"') == ways


def test_the_desk_escapes_names_and_never_puts_one_into_the_title() -> None:
    told = render_to_string(
        "web/page/frames/desk.html",
        {
            "frame": frame.desk_frame(
                CASE,
                "episodes",
                header=frame.CaseHeader("<b>Ana</b>", "p1"),
            )
        },
    )
    assert "<b>Ana" not in told
    assert "Ana" not in told[told.index("<title>") : told.index("</title>")]


@pytest.mark.parametrize("name", ["phone", "desk", "office", "gate"])
def test_no_frame_holds_a_style_or_a_script_of_its_own(name: str) -> None:
    frames = {
        "phone": frame.phone_frame(CASE, "today"),
        "desk": frame.desk_frame(CASE, "circle", header=frame.CaseHeader("Ana", "p1")),
        "office": frame.office_frame([frame.Link("people", "People", "people", "/")]),
    }
    told = render_to_string(f"web/page/frames/{name}.html", {"frame": frames.get(name)})
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", told)
    assert not re.search(r'(src|href|action)="(https?:)?//', told)
