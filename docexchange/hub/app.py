"""The hub as an ASGI application: routes, and one place where every failure becomes a problem answer."""

from __future__ import annotations

import errno
import logging
import sqlite3

from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from docexchange.hub.gate import Gate
from docexchange.hub.parts import Parts
from docexchange.hub.routes.answers import problem_answer
from docexchange.hub.routes.books import BookShelf
from docexchange.hub.routes.entrance import Entrance
from docexchange.hub.routes.mailbox import Mailbox
from docexchange.hub.routes.submissions import Submissions
from docexchange.hub.uploads import Uploads
from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.problem import PROBLEMS, problem

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_log = logging.getLogger("ecabinet.hub")


def build_app(parts: Parts) -> Starlette:
    """The application over an opened hub."""
    gate = Gate(parts)
    uploads = Uploads(parts)
    rooms = (
        Entrance(parts, gate),
        Submissions(parts, gate, uploads),
        Mailbox(parts, gate),
        BookShelf(parts, gate, uploads),
    )
    return Starlette(
        routes=[route for room in rooms for route in room.routes],
        exception_handlers={
            ProtocolError: _problem,
            HTTPException: _no_such_call,
            DBAPIError: _store_failed,
            OSError: _disk_failed,
            Exception: _our_fault,
        },
    )


async def _problem(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ProtocolError) or error.code not in PROBLEMS:
        _log.error("hub fault: %r", error)
        return problem_answer(problem("hub-fault"))
    return problem_answer(error)


async def _no_such_call(_request: Request, error: Exception) -> Response:
    missing = isinstance(error, HTTPException) and error.status_code == 404
    return problem_answer(problem("hub-not-found" if missing else "hub-method-not-allowed"))


async def _store_failed(_request: Request, error: Exception) -> Response:
    _log.error("store: %s", error)
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)
    # a file that may not grow shows itself as an input/output error of SQLite
    full = code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return problem_answer(problem("hub-disk-full" if full else "hub-busy", retry_after=60))


async def _disk_failed(_request: Request, error: Exception) -> Response:
    _log.error("disk: %s", error)
    full = isinstance(error, OSError) and error.errno in _NO_ROOM
    return problem_answer(problem("hub-disk-full" if full else "hub-busy", retry_after=60))


async def _our_fault(_request: Request, _error: Exception) -> Response:
    return problem_answer(problem("hub-fault"))
