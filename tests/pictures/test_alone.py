"""A picture as a file: whole by itself, named by its title, and it leads nowhere."""

from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from relating.case.words.vocabulary import DEFAULTS
from relating.engine.timeline import timeline
from relating.pictures import timeline as timelines
from relating.pictures.alone import alone
from relating.pictures.drawing import Drawing
from tests.engine.made import PEOPLE, episode
from tests.pictures.test_a_crowd import anywhere, crowd, link, on_the_circle
from tests.sure import there

SVG = "{http://www.w3.org/2000/svg}"


def upright() -> Drawing:
    case = [episode(-n, person="mara") for n in range(4)]
    return there(
        timelines.phone(timeline(case, PEOPLE, (), DEFAULTS), link=link, people=PEOPLE).drawing
    )


PICTURES = pytest.mark.parametrize("drawing", [on_the_circle(crowd(anywhere, 200)), upright()])


@PICTURES
def test_it_is_named_by_its_title_says_how_to_read_it_and_has_its_legend(drawing: Drawing) -> None:
    svg = ET.fromstring(alone(drawing))
    assert svg.tag == f"{SVG}svg"
    assert svg.findtext(f"{SVG}title") == drawing.title
    described = there(svg.findtext(f"{SVG}desc"))
    assert all(item.words in described for item in drawing.legend)
    words = [each.text for each in svg.iter(f"{SVG}text")]
    assert [item.words for item in drawing.legend if item.words not in words] == []
    assert " ".join(filter(None, words)).startswith(drawing.title)


@PICTURES
def test_it_leads_nowhere_and_needs_no_style_sheet(drawing: Drawing) -> None:
    text = alone(drawing)
    assert "href" not in text
    assert "/episodes/" not in text
    assert "class=" not in text
    assert "style" not in text
    assert 'opacity="0"' not in text


@PICTURES
def test_every_mark_has_a_colour_of_its_own(drawing: Drawing) -> None:
    svg = ET.fromstring(alone(drawing))
    marks = [
        mark
        for link in svg.iter(f"{SVG}g")
        for mark in link
        if link.find(f"{SVG}title") is not None
    ]
    shapes = [each for each in marks if each.tag != f"{SVG}title"]
    assert shapes
    assert all(each.get("fill", "").startswith("#") or each.get("fill") for each in shapes)


def test_a_sign_that_xml_does_not_have_makes_no_broken_file() -> None:
    drawing = upright()
    strange = replace(drawing, svg=drawing.svg.replace("Mara", "Ma\x01ra"))
    assert ET.fromstring(alone(strange)) is not None
