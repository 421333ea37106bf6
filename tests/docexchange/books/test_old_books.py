"""A book kept since the first version reads the same for ever, whatever the program, the clock or the zone (R6)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docexchange.books.evidence import EvidenceReading, read_evidence
from docexchange.books.membership import Reason

OLD = Path(__file__).with_name("old_files") / "office-1.asice"
BOOK = "bcaa94d0b0fa20f24e63721856ed76331eb61914fff02c89a4aadd4a803cab54"
HEAD = "c76012ba5ca37ee233937ef0b8f129dcede439d831a69322b974d69c04f57a5e"


@pytest.fixture(scope="module")
def old() -> EvidenceReading:
    return read_evidence(OLD)


def test_it_holds_with_the_same_book_and_head(old):
    assert old.holds
    assert (old.manifest.book, old.manifest.head, old.manifest.epoch, old.manifest.sequence) == (BOOK, HEAD, 2, 13)


def test_the_circle_is_the_same(old):
    assert {one.record.sequence: one.refusal for one in old.statements if one.refusal} == {
        7: Reason.DESK_KEY_LIMITED,
        10: Reason.ROLE_ENDED,
    }
    assert old.membership.profile.name == "office/2" and old.membership.epoch == 2
    assert old.membership.officials["o-new"].ended and not old.membership.desks


def test_every_statement_says_the_same(old):
    last = old.statements[-1].signed.statement
    assert last.body == (
        ("line", "Kính trình “ổn” & < > 👍"),
        ("group", (("empty", ""), ("deep", (("x", "Ưỡ"),)))),
    )
    assert last.made.isoformat() == "2026-11-21T08:30:12+07:00"
    assert [one.signed.statement.type for one in old.statements[:4]] == [
        "book.found/1",
        "draft.comment/1",
        "role.grant/1",
        "draft.comment/1",
    ]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
def test_the_zone_of_the_computer_does_not_matter(zone):
    script = (
        "import sys; from pathlib import Path; from docexchange.books.evidence import read_evidence;"
        "r = read_evidence(Path(sys.argv[1])); print(r.holds, r.statements[-1].head, r.membership.epoch)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(OLD)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["True", HEAD, "2"], done.stderr
