"""The only place where the parts meet: builds file tools (no store) and desks (a store, a hub)."""

from __future__ import annotations

from pathlib import Path

from ecabinet.adapters.draft_import import ImportedDraft, import_docx
from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.adapters.layout_checker import LayoutChecker
from ecabinet.adapters.rule_profiles import load_rule_profile
from ecabinet.adapters.typesetter.typesetter import Typesetter
from signing.trust.store import installed_trust, load_trust


def typesetter() -> Typesetter:
    """Official documents in type; opens no store."""
    return Typesetter()


def draft_from_docx(raw: bytes, name: str, kind: str) -> ImportedDraft:
    """A drafter's DOCX as data to be completed and typeset; opens no store."""
    return import_docx(raw, name, kind)


def layout_checker(profile: str = "decree-30-2020") -> LayoutChecker:
    """Layout of PDFs against a rule profile; opens no store."""
    return LayoutChecker(load_rule_profile(profile))


def evidence_checker(trust: Path | None, *, fetch: bool) -> EvidenceChecker:
    """Judges signed files under the certificates in `trust`, or the installed set; opens no store.

    Raises `signing.trust.store.TrustUnreadable`.
    """
    return EvidenceChecker(installed_trust() if trust is None else load_trust(trust), fetch=fetch)
