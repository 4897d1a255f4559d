"""The log says where and what kind; what people wrote never comes near it."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import resolve

from relating.web.logs import Plain, TypesOnly

SECRET = "she-never-knocks"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What stands in the log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Plain())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


LOG = logging.getLogger("relating.somewhere")


def break_off() -> None:
    raise LookupError(SECRET)


def test_a_line_says_its_level_its_logger_and_its_message(written: io.StringIO) -> None:
    LOG.warning("The back-off is full.")
    assert written.getvalue() == "WARNING relating.somewhere The back-off is full.\n"


@pytest.mark.parametrize("arguments", [(SECRET,), ({"story": SECRET},)])
def test_the_arguments_of_a_message_are_left_out(
    written: io.StringIO, arguments: tuple[object, ...]
) -> None:
    LOG.warning("Not saved: %s", *arguments)
    assert written.getvalue() == "WARNING relating.somewhere Not saved: %s\n"


def test_a_message_that_is_no_text_is_named_by_its_type(written: io.StringIO) -> None:
    LOG.warning(ValueError(SECRET))
    assert written.getvalue() == "WARNING relating.somewhere ValueError\n"


def test_of_an_exception_its_kind_and_its_line_are_kept_and_not_what_it_says(
    written: io.StringIO,
) -> None:
    try:
        break_off()
    except LookupError:
        LOG.exception("It broke on %s.", SECRET)
    line = written.getvalue()
    assert SECRET not in line
    assert line.startswith("ERROR relating.somewhere LookupError ")
    assert "test_logs.py:" in line
    assert line.count("\n") == 1


def test_of_a_request_the_view_is_kept_and_neither_the_address_nor_what_was_sent(
    written: io.StringIO,
) -> None:
    address = f"/pulse/{SECRET}/"
    request = RequestFactory().post(address, {"story": SECRET}, headers={"referer": SECRET})
    request.resolver_match = resolve(address)
    LOG.error("%s: %s", SECRET, address, extra={"request": request})
    assert written.getvalue() == "ERROR relating.somewhere POST pulse-given\n"


def test_every_line_of_the_installation_goes_through_the_plain_formatter() -> None:
    handlers = settings.LOGGING["handlers"]
    assert {each["formatter"] for each in handlers.values()} == {"plain"}
    assert settings.LOGGING["formatters"]["plain"]["()"] == f"{Plain.__module__}.{Plain.__name__}"


def test_what_breaks_is_reported_by_types_only() -> None:
    chosen = settings.DEFAULT_EXCEPTION_REPORTER
    assert chosen == f"{TypesOnly.__module__}.{TypesOnly.__name__}"


def test_a_report_of_an_exception_holds_its_kind_and_no_value() -> None:
    request = RequestFactory().post("/", {"story": SECRET})
    try:
        break_off()
    except LookupError as error:
        told = TypesOnly(request, type(error), error, error.__traceback__)
        assert told.get_traceback_data()["exception_type"] == "LookupError"
        assert SECRET not in f"{told.get_traceback_data()} {told.get_traceback_text()}"
