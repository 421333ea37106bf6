"""What one row of a list says, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.chips import ChipKind, ChipSign
from ui.kit.phrases import Words, say


@dataclass(frozen=True)
class ListRow:
    """One row as shown. `version` changes whenever anything shown changes: it is the key of the kept picture."""

    key: str
    version: str
    sender: str
    reference: str
    subject: str
    moment: Words
    urgency: ChipSign | None = None
    deadline: ChipSign | None = None
    verdict: ChipKind | None = None
    attachments: int = 0
    unread: bool = False

    def heard(self) -> str:
        """The whole row in words, for assistive technology and the tool tip."""
        parts = [
            str(say("chưa đọc")) if self.unread else "",
            self.urgency.text if self.urgency else "",
            self.sender,
            self.reference,
            self.subject,
            str(self.moment),
            self.deadline.text if self.deadline else "",
            str(say("{count} tệp đính kèm", count=self.attachments)) if self.attachments else "",
            ChipSign(self.verdict).text if self.verdict else "",
        ]
        return ", ".join(filter(None, parts))
