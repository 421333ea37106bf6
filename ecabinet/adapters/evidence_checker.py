"""Checks the evidence in any signed file and says it in the office's five verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ecabinet.adapters.container_evidence import check_container, looks_like_container
from ecabinet.adapters.evidence_beside import read_beside
from ecabinet.adapters.packet_evidence import PacketEvidence
from ecabinet.adapters.verdicts import finding_of, signature_report
from ecabinet.adapters.xml_evidence import check_xml
from ecabinet.domain.documents.evidence import EvidenceFinding, FileReport, Verdict, worst
from signing.errors import Unreadable
from signing.pdf.reading import LARGEST_PDF
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet

_SNIFFED = 4096
LARGEST_XML = 64 * (1 << 20)


class EvidenceChecker:
    """Judges files under one trust set. With `fetch` revocation lists may be fetched, without it nothing leaves."""

    def __init__(self, trust: TrustSet, *, fetch: bool) -> None:
        self._trust = trust
        self._fetch = fetch

    def check(self, path: Path, at: datetime | None = None, *, sender_is_capable: bool = False) -> FileReport:
        """One file as of `at` (aware; None: now). Never raises for what the file holds, only `OSError` for the disk.

        `sender_is_capable`: the packet's sender is known to send signed manifests, so a missing one is an error.
        """
        with path.open("rb") as file:
            start = file.read(_SNIFFED)
        # Before PDFs: a PDF that stands uncompressed in a container begins within the container's first bytes.
        if looks_like_container(start):
            return check_container(path, self._trust, at=at, fetch=self._fetch)
        if b"%PDF-" in start[:1024]:
            return self._pdf(path, at)
        if start.startswith(b"PK\x03\x04"):
            return _unreadable(path, "not-a-signed-format")
        if b"<" in start:
            return self._markup(path, at, sender_is_capable, start)
        return _unreadable(path, "not-a-signed-format")

    def _pdf(self, path: Path, at: datetime | None) -> FileReport:
        if path.stat().st_size > LARGEST_PDF:
            return replace(_unreadable(path, "file-too-large"), kind="pdf")
        try:
            judged = judge_pdf(path.read_bytes(), self._trust, at=at, fetch=self._fetch)
        except Unreadable as error:
            return replace(_unreadable(path, error.code, **error.facts), kind="pdf")
        signatures = tuple(signature_report(one) for one in judged.signatures)
        return FileReport(
            path=str(path),
            kind="pdf",
            verdict=worst(one.verdict for one in signatures),
            signatures=signatures,
            findings=tuple(finding_of(one) for one in judged.findings),
            issued=judged.issued,
            so=judged.so,
            ngay=judged.ngay,
        )

    def _markup(self, path: Path, at: datetime | None, sender_is_capable: bool, start: bytes) -> FileReport:
        packet, beside = PacketEvidence(self._trust, fetch=self._fetch, check=self._single), read_beside(path)
        report = packet.check(path, at, sender_is_capable=sender_is_capable, beside=beside)
        if report is None:
            if path.stat().st_size > LARGEST_XML:
                return replace(_unreadable(path, "file-too-large"), kind="xml")
            content, evidence = path.read_bytes(), beside.evidence
            report = check_xml(path, content, self._trust, at=at, fetch=self._fetch, evidence=evidence)
            return replace(report, findings=(*report.findings, *beside.findings))
        if report.verdict is Verdict.UNREADABLE and b"edXML" not in start:
            # The packet reader forgives junk before the first element, so only its failure tells: no packet.
            markup = start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
            return replace(report, kind="xml") if markup else _unreadable(path, "not-a-signed-format")
        return report

    def _single(self, path: Path, at: datetime | None) -> FileReport:
        """A file inside a packet: a packet inside a packet is not opened."""
        with path.open("rb") as file:
            start = file.read(_SNIFFED)
        if looks_like_container(start):
            report = check_container(path, self._trust, at=at, fetch=self._fetch)
            if report.verdict is not Verdict.UNREADABLE:
                return report
        elif b"%PDF-" in start[:1024]:
            return self._pdf(path, at)
        return FileReport(str(path), "unknown", Verdict.UNSIGNED)


def _unreadable(path: Path, code: str, **facts: str) -> FileReport:
    finding = EvidenceFinding(code, "error", {"file": path.name, **facts})
    return FileReport(str(path), "unknown", Verdict.UNREADABLE, findings=(finding,))
