"""What a test reads in a picture: its elements, its links, its words, where a thing stands."""

from xml.etree import ElementTree as ET

from relating.pictures.drawing import Drawing
from tests.sure import there


def svg(drawing: Drawing) -> ET.Element:
    """The picture itself."""
    return ET.fromstring(drawing.svg)


def links(drawing: Drawing) -> list[str]:
    """Where its links lead, in their order."""
    return [there(each.get("href")) for each in svg(drawing).iter("a")]


def texts(drawing: Drawing) -> list[str]:
    """The words in it."""
    return ["".join(each.itertext()) for each in svg(drawing).iter("text")]


def number(element: ET.Element, name: str) -> float:
    """What an element gives as a number under this name."""
    return float(there(element.get(name)))


def middle(dot: ET.Element) -> tuple[float, float]:
    """Where the middle of a dot is."""
    return number(dot, "cx"), number(dot, "cy")
