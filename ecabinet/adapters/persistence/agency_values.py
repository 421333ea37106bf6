"""Agencies as JSON and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ecabinet.domain.dispatches.dispatch import Agency
from ecabinet.domain.identity import OrganId


def agency_facts(agency: Agency) -> dict[str, Any]:
    return asdict(agency) | {"seals": list(agency.seals)}


def agency(facts: dict[str, Any]) -> Agency:
    return Agency(**(facts | {"organ_id": OrganId(facts["organ_id"]), "seals": tuple(facts["seals"])}))
