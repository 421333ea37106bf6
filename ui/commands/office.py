"""The office without a window: founding, drafts, numbers, arrivals, tasks, mandates, and the book itself."""

from __future__ import annotations

from ui.commands.office_arrival import ARRIVAL_COMMANDS
from ui.commands.office_book import BOOK_COMMANDS
from ui.commands.office_circle import CIRCLE_COMMANDS
from ui.commands.office_draft import DRAFT_COMMANDS
from ui.kit.command_line import Command

COMMANDS: tuple[Command, ...] = (*CIRCLE_COMMANDS, *DRAFT_COMMANDS, *ARRIVAL_COMMANDS, *BOOK_COMMANDS)
