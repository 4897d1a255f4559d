"""The log says where and what kind; what people wrote never comes near it."""

import errno
import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import resolve

from relating.web.logs import Plain, TypesOnly, request_id
from tests.cast import Cast, browser_of

SECRET = "she-never-knocks"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What stands in the log."""
    request_id.set("-")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Plain())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


LOG = logging.getLogger("relating.somewhere")
BEGINNING = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?=[A-Z]+ (-|[0-9a-f]{8}) )")


def lines(written: io.StringIO) -> str:
    """What stands in the log, but for the time at the beginning of each line."""
    text = written.getvalue()
    assert all(BEGINNING.match(line) for line in text.splitlines())
    return BEGINNING.sub("", text)


def break_off() -> None:
    raise LookupError(SECRET)


def test_a_line_says_its_level_its_logger_and_its_message(written: io.StringIO) -> None:
    LOG.warning("The back-off is full.")
    assert lines(written) == "WARNING - relating.somewhere The back-off is full.\n"


@pytest.mark.parametrize("arguments", [(SECRET,), ({"story": SECRET},)])
def test_the_arguments_of_a_message_are_left_out(
    written: io.StringIO, arguments: tuple[object, ...]
) -> None:
    LOG.warning("Not saved: %s", *arguments)
    assert lines(written) == "WARNING - relating.somewhere Not saved: %s\n"


def test_a_message_that_is_no_text_is_named_by_its_type(written: io.StringIO) -> None:
    LOG.warning(ValueError(SECRET))
    assert lines(written) == "WARNING - relating.somewhere ValueError\n"


def test_of_an_exception_its_kind_and_its_line_are_kept_and_not_what_it_says(
    written: io.StringIO,
) -> None:
    try:
        break_off()
    except LookupError:
        LOG.exception("It broke on %s.", SECRET)
    line = lines(written)
    assert SECRET not in line
    assert line.startswith("ERROR - relating.somewhere LookupError ")
    assert "test_logs.py:" in line
    assert line.count("\n") == 1


def test_of_a_request_the_view_is_kept_and_neither_the_address_nor_what_was_sent(
    written: io.StringIO,
) -> None:
    address = f"/pulse/{SECRET}/"
    request = RequestFactory().post(address, {"story": SECRET}, headers={"referer": SECRET})
    request.resolver_match = resolve(address)
    LOG.error("%s: %s", SECRET, address, extra={"request": request})
    assert lines(written) == "ERROR - relating.somewhere POST pulse-given\n"


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (OperationalError("database or disk is full"), "the disk is full"),
        (OperationalError("disk I/O error"), "the disk cannot be written"),
        (OSError(errno.ENOSPC, SECRET), "the disk is full"),
        (OperationalError(f"no such table: {SECRET}"), ""),
        (OSError(errno.ENOENT, SECRET), ""),
    ],
)
def test_a_full_disk_is_called_by_its_name(
    written: io.StringIO, error: Exception, named: str
) -> None:
    try:
        raise error
    except type(error):
        LOG.exception("It broke.")
    assert lines(written).endswith(f"{named}\n")
    assert ("disk" in lines(written)) == bool(named)
    assert SECRET not in written.getvalue()


def test_a_request_has_one_line_with_what_came_of_it_and_nobody_in_it(
    written: io.StringIO, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="relating")
    for address in (f"/cases/{cast.case}/", "/robots.txt", f"/{SECRET}", "/static/web/no.css"):
        browser_of(cast.ben).get(address)
    told = [re.sub(r"[0-9a-f]{8}|\d+ ms", "_", line) for line in lines(written).splitlines()]
    assert told == [
        "INFO _ relating.requests GET case 200 _",
        "INFO _ relating.requests GET robots 200 _",
        "INFO _ relating.requests GET - 404 _",
        "INFO _ relating.requests GET - 404 _",
    ]


def test_lines_of_one_request_have_its_number_and_the_next_has_another(
    written: io.StringIO, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    caplog.set_level(logging.INFO, logger="relating")
    for _ in range(2):
        Client().post("/sign-in/", {"login": "ana", "password": "wrong words entirely"})
    numbers = [line.split()[2] for line in written.getvalue().splitlines()]
    assert len(numbers) == 4, "what was wrong, and what came of it"
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


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
