"""What a test is sure of: that a thing is there, or of which kind it is. If not, the test fails."""

from typing import TypeVar

Thing = TypeVar("Thing")


def there(thing: Thing | None) -> Thing:
    """The thing itself, which must be there."""
    assert thing is not None, "it is not there"
    return thing


def as_a(kind: type[Thing], thing: object) -> Thing:
    """The same thing, which must be of this kind."""
    assert isinstance(thing, kind), f"it is a {type(thing).__name__}"
    return thing
