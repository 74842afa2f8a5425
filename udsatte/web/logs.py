"""One JSON object a line: when, how bad, what, which request. Never a person, a path or a query."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

#: Whose messages are written out; of all others only the template, whose values could be anything.
_OURS = ("udsatte", "cases", "auditing", "referrals", "celery", "gunicorn")
_ALLOWED = frozenset(
    {"constraint", "sessions", "keys", "status", "view", "milliseconds", "unit", "rows", "worker", "port"}
    | {"messages", "sent", "people"}
    | {"seal", "hash", "faults", "flagged", "drawn"}
)


class JsonFormatter(logging.Formatter):
    """Writes only fields known to hold no personal data; an exception is its type and place, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": record.getMessage() if record.name.startswith(_OURS) else record.msg,
        }
        line |= {key: value for key, value in vars(record).items() if key in _ALLOWED}
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = type(record.exc_info[1]).__name__
            line["where"] = _places(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(record: logging.LogRecord) -> list[str]:
    """The stack as file and line, without the values that a message or a local variable could carry."""
    places = []
    step = record.exc_info[2] if record.exc_info else None
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return places[-12:]
