"""What the circle's fold here and the office's replay in the domain read are the same bodies, in the same spelling."""

from __future__ import annotations

import importlib

import pytest
from book_world import PROFILE, START, VPCP

from docexchange.books.founding_bodies import (
    DeskEnd,
    DeskEnrol,
    EpochOpen,
    Found,
    Member,
    ProfileChange,
    RoleEnd,
    RoleGrant,
)

MEMBERS = (
    Member("o-1", "Nguyễn Văn An", "Bộ trưởng", ("head", "leader"), "ab" * 32),
    Member("o-2", "Trần Thị Bình", "", (), "cd" * 32, START),
)
BODIES = {
    "BookFound": Found("office", "Sổ", VPCP, "ef" * 32, PROFILE, MEMBERS),
    "RoleGrant": RoleGrant(MEMBERS[1]),
    "RoleEnd": RoleEnd("o-1", "Chuyển công tác"),
    "DeskEnrol": DeskEnrol("o-1", "ab" * 32, START),
    "DeskEnd": DeskEnd("o-1", "ab" * 32),
    "ProfileChange": ProfileChange(PROFILE),
    "EpochOpen": EpochOpen(2, 41, "ab" * 32, "cd" * 32),
}
FILES = {"BookFound": "book_found", "RoleGrant": "role_grant", "RoleEnd": "role_end", "DeskEnrol": "desk_enrol"} | {
    "DeskEnd": "desk_end",
    "ProfileChange": "profile_change",
    "EpochOpen": "epoch_open",
}


@pytest.mark.parametrize("name", BODIES)
def test_the_domain_reads_the_same_bodies(name):
    module = importlib.import_module(f"ecabinet.domain.offices.statements.{FILES[name]}")
    body = BODIES[name].to_body()
    assert getattr(module, name).from_node(body).to_node() == body
    assert type(BODIES[name]).from_body(body) == BODIES[name]
