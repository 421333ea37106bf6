"""What a search finds a dispatch by."""

from __future__ import annotations

from ecabinet.application.ports import SearchText
from ecabinet.domain.dispatches.dispatch import Dispatch


def search_text(dispatch: Dispatch, body: str, attachments: str) -> SearchText:
    """The day stands in the forms people type; number and type are found together."""
    day = dispatch.issued_on
    days = f"ngày {day.day:02d} tháng {day.month} năm {day.year} {day:%d/%m/%Y} {day.isoformat()}" if day else ""
    parties = " ".join(one.name for one in (dispatch.sender, *dispatch.addressees))
    return SearchText(
        subject=f"{dispatch.subject}\n{dispatch.content}" if dispatch.content != dispatch.subject else dispatch.subject,
        body=f"{body}\n{dispatch.signer.name}\n{parties}",
        attachments=attachments,
        number=f"{dispatch.number.text} {dispatch.type_name}",
        day=days,
    )
