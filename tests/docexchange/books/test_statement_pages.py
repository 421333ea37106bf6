"""The page of the common form names every page beside it, and what it says of sizes is so."""

from __future__ import annotations

import re
from pathlib import Path

from docexchange.books.founding_bodies import BODIES
from docexchange.books.membership import DESK_TYPES
from docexchange.books.model import MAX_BYTES, MAX_FILES
from docexchange.books.nodes import MAX_DEPTH, MAX_NODES
from docexchange.books.statement_rules import MOST_LETTERS

PAGES = Path(__file__).parents[3] / "docs" / "statements"
TEXT = (PAGES / "README.md").read_text()


def test_every_page_is_named_and_stands():
    named = set(re.findall(r"\(([a-z.-]+\.md)\)", TEXT))
    assert named == {page.name for page in PAGES.glob("*.md")} - {"README.md"}


def test_the_circles_types_are_told():
    for type in (*BODIES, *(DESK_TYPES - {"login/1"})):
        assert f"`{type}`" in TEXT, type


def test_sizes_are_told():
    assert f"At most {MAX_BYTES >> 20} MiB, {MAX_FILES} files, {MAX_NODES:,} elements, {MAX_DEPTH} levels" in TEXT
    assert f"at most {MOST_LETTERS} letters" in TEXT
