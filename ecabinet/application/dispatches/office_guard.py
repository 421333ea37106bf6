"""Where an office shares a book, registers are kept there and nowhere else."""

from __future__ import annotations

from ecabinet.application.ports import Unit
from ecabinet.domain.errors import Refusal


class OfficeKeepsRegister(Refusal):
    """Numbers and arrivals of this agency stand in its office's book (Decree 30/2020, Articles 15, 22)."""

    code = "office-keeps-register"


def must_not_be_in_office(unit: Unit) -> None:
    if any(book.kind == "office" for book in unit.books.all()):
        raise OfficeKeepsRegister()
