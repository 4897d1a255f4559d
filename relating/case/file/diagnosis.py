"""Where plain values do not fit a type, and why, in words.

The decoder says in one go whether a file fits, and stops at the first thing that does not. Only
then is this asked: it goes down to each place that does not fit and says what was expected there.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import inspect

from relating.case.fields import Misfit
from relating.case.file.problems import Problem, quoted, unknown

_PLAIN: dict[type[inspect.Type], str] = {
    inspect.BoolType: "true or false",
    inspect.NoneType: "null",
    inspect.UUIDType: "an id such as 7d3c1f0e-5b7a-4c56-9a51-0a4f3f1f2b6d",
    inspect.DateType: "a date such as 2026-02-03",
    inspect.DateTimeType: "a time with its zone, such as 2026-02-03T18:20:00Z",
}


def diagnose(value: object, shape: Any, path: str = "") -> Iterator[Problem]:
    """Every place in plain JSON values that does not fit the shape, a type msgspec can decode."""
    error = _error(value, shape)
    if error is None:
        return
    found = False
    for problem in _inside(value, shape, path):
        found = True
        yield problem
    if not found:
        yield _as_a_whole(error, value, shape, path)


def _error(value: object, shape: Any) -> Exception | None:
    try:
        msgspec.convert(value, shape)
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError) as error:
        return error
    return None


def _inside(value: object, shape: Any, path: str) -> Iterator[Problem]:
    """The problems of the parts: of an object's fields or of a list's items."""
    choices = _choices(shape)
    if len(choices) > 1:
        yield from _tagged(value, choices, path)
    elif _is_struct(choices[0]) and isinstance(value, dict):
        yield from _fields(value, choices[0], path)
    elif get_origin(choices[0]) is tuple and isinstance(value, list):
        yield from _items(value, get_args(choices[0]), path)


def _choices(shape: Any) -> Sequence[Any]:
    """The types a value may have, without their limits and without `None`."""
    if get_origin(shape) is Annotated:
        return _choices(get_args(shape)[0])
    if get_origin(shape) not in {Union, UnionType}:
        return (shape,)
    inner = [choice for choice in get_args(shape) if choice is not NoneType]
    return [bare for choice in inner for bare in _choices(choice)]


def _is_struct(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, msgspec.Struct)


def _tagged(value: object, choices: Sequence[Any], path: str) -> Iterator[Problem]:
    """One of several kinds of object, told apart by a key such as "kind"."""
    if not isinstance(value, dict):
        return
    key = choices[0].__struct_config__.tag_field
    kinds = {choice.__struct_config__.tag: choice for choice in choices}
    named = value.get(key)
    if not isinstance(named, str):
        yield Problem(_at(path, key), f"say which one: {_one_of(kinds)}")
    elif named not in kinds:
        yield Problem(_at(path, key), unknown(key, named, kinds))
    else:
        yield from diagnose(value, kinds[named], path)


def _fields(value: Mapping[str, object], shape: Any, path: str) -> Iterator[Problem]:
    hints = get_type_hints(shape, include_extras=True)
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    tag = shape.__struct_config__.tag_field
    for key in value:
        if key not in fields and key != tag:
            yield Problem(_at(path, _shown(key)), unknown("key", key, fields))
    for name, field in fields.items():
        if name in value:
            yield from diagnose(value[name], hints[field.name], _at(path, name))
        elif field.required:
            yield Problem(_at(path, name), "this is missing")


def _items(value: list[object], shapes: tuple[Any, ...], path: str) -> Iterator[Problem]:
    if shapes[-1] is Ellipsis:
        for index, item in enumerate(value):
            yield from diagnose(item, shapes[0], f"{path}[{index}]")
    elif len(value) == len(shapes):
        for index, (item, shape) in enumerate(zip(value, shapes, strict=True)):
            yield from diagnose(item, shape, f"{path}[{index}]")


def _as_a_whole(error: Exception, value: object, shape: Any, path: str) -> Problem:
    """Each part fits by itself, or there are no parts."""
    misfit = error if isinstance(error, Misfit) else error.__cause__
    if isinstance(misfit, Misfit):
        return Problem(_at(path, misfit.field), misfit.reason)
    bare = _choices(shape)[0]
    if get_origin(bare) is Literal and isinstance(value, str):
        return Problem(path, _not_among(path.rpartition(".")[2], value, get_args(bare)))
    return Problem(path, f"expected {expected(shape)}")


def _not_among(key: str, value: str, known: Sequence[object]) -> str:
    said = unknown(key, value, map(str, known))
    return said if "did you mean" in said else f"{said}; expected one of {_one_of(known)}"


def expected(shape: Any) -> str:
    """What a type holds, in words.

    >>> expected(Annotated[int, msgspec.Meta(ge=0, le=10)])
    'a whole number from 0 to 10'
    """
    return _described(inspect.type_info(shape))


def _described(info: inspect.Type) -> str:
    if isinstance(info, inspect.Metadata):
        return _described(info.type)
    if isinstance(info, inspect.UnionType):
        return " or ".join(dict.fromkeys(_described(each) for each in _worth_saying(info)))
    if isinstance(info, inspect.LiteralType):
        return f"one of {_one_of(info.values)}"
    return _limited(info) or _PLAIN.get(type(info), "an object")


def _limited(info: inspect.Type) -> str | None:
    """Types that carry limits, with their limits."""
    match info:
        case inspect.StrType(min_length=least, max_length=most):
            return f"text{_length(least, most, 'character')}"
        case inspect.VarTupleType(min_length=least, max_length=most):
            return f"a list{_length(least, most, 'item')}"
        case inspect.TupleType(item_types=items):
            return f"a list of exactly {len(items)}"
        case inspect.IntType(ge=low, le=high):
            return f"a whole number{_range(low, high)}"
        case inspect.FloatType(ge=low, le=high):
            return f"a number{_range(low, high)}"
    return None


def _worth_saying(info: inspect.UnionType) -> Iterator[inspect.Type]:
    """Every choice but `null`, which nobody wants to be told."""
    return (each for each in info.types if not isinstance(each, inspect.NoneType))


def _length(least: int | None, most: int | None, unit: str) -> str:
    if most is None:
        return "" if least is None else f" of at least {least} {unit}s"
    return f" of at most {most} {unit}s" if least is None else f" of {least} to {most} {unit}s"


def _range(least: float | None, most: float | None) -> str:
    return "" if least is None or most is None else f" from {least} to {most}"


def _one_of(values: Any) -> str:
    return ", ".join(str(value) for value in values)


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _shown(key: str) -> str:
    return quoted(key)[1:-1]
