"""What the hub asks of a database: short transactions, one writer at a time per row, durable when they end.

The modules beside this one speak SQLAlchemy Core and nothing of one product, so that PostgreSQL can stand here too.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection


class Database(Protocol):
    """Connections are used by one thread, inside the `with`."""

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view; nothing may be written."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction; durable on disk when the block ends well, without trace when it raises."""
        ...

    def copy_to(self, target: Path) -> None:
        """A consistent copy of everything, taken while others write."""
        ...

    def close(self) -> None: ...
