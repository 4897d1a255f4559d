"""What may be written into a log: where and what kind, never what people wrote or who they are."""

import errno
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import DatabaseError
from django.utils.html import format_html
from django.views.debug import ExceptionReporter

NOTHING = "-"
request_id: ContextVar[str] = ContextVar("request_id", default=NOTHING)
"""What the lines of one request have in common: eight hexadecimal digits that say nothing else."""


class Plain(logging.Formatter):
    """One line: time, level, request, logger, view, what came of it. Arguments of a message are
    left out.

    A line can carry more by `extra`: `came` is what came of a request, `address` from where
    somebody tried to sign in.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        start = [when.replace("+00:00", "Z"), record.levelname, request_id.get(), record.name]
        return " ".join([*start, *said(record)])


def said(record: logging.LogRecord) -> list[str]:
    """What a line says after its beginning."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    words = [] if request is None else [str(request.method), match.view_name if match else NOTHING]
    if record.exc_info and record.exc_info[1]:
        return [*words, type(record.exc_info[1]).__name__, where(record.exc_info), *disk(record)]
    if request is None:
        words.append(record.msg if isinstance(record.msg, str) else type(record.msg).__name__)
    return words + [getattr(record, each) for each in ("came", "address") if hasattr(record, each)]


def where(exc_info: Any) -> str:
    """The last line of the code that failed, as file and number."""
    frames = traceback.extract_tb(exc_info[2])
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def disk(record: logging.LogRecord) -> list[str]:
    """That the disk is full or failing, if that is what went wrong."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ["the disk is full"]
    if isinstance(error, DatabaseError):
        kinds = {"disk is full": "the disk is full", "disk I/O error": "the disk cannot be written"}
        return [words for kind, words in kinds.items() if kind in str(error)]
    return []


class TypesOnly(ExceptionReporter):
    """Reports the kind of an exception and the places it went through; no values, no messages."""

    def get_traceback_data(self) -> dict[str, Any]:
        kind = self.exc_type.__name__ if self.exc_type else ""
        return {"exception_type": kind, "frames": [], "lastframe": None}

    def get_traceback_text(self) -> Any:
        kind = self.exc_type.__name__ if self.exc_type else ""
        places = [f"{each.filename}:{each.lineno}" for each in traceback.extract_tb(self.tb)]
        return format_html("{}", "\n".join([kind, *places]))

    get_traceback_html = get_traceback_text
