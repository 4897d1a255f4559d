"""What may be written into a log: where and what kind, never what people wrote."""

import logging
import traceback
from typing import Any

from django.utils.html import format_html
from django.views.debug import ExceptionReporter


class Plain(logging.Formatter):
    """Level, logger, view and kind of error. Arguments of a message are left out."""

    def format(self, record: logging.LogRecord) -> str:
        words = [record.levelname, record.name]
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if request is not None and match is not None:
            words += [request.method, match.view_name]
        if record.exc_info and record.exc_info[0]:
            words += [record.exc_info[0].__name__, where(record.exc_info)]
        elif request is None:
            words.append(record.msg if isinstance(record.msg, str) else type(record.msg).__name__)
        return " ".join(words)


def where(exc_info: Any) -> str:
    """The last line of the code that failed, as file and number."""
    frames = traceback.extract_tb(exc_info[2])
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


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
