"""Fetch the directory of agencies, so that addressees can be chosen and checked off line."""

from __future__ import annotations

from ecabinet.application.ports import Desk, Exchange


def fetch_directory(desk: Desk, exchange: Exchange) -> int:
    """How many agencies there are."""
    agencies = exchange.agencies()

    with desk.records.writing() as unit:
        unit.agencies.replace(agencies, desk.clock.now())
    return len(agencies)
