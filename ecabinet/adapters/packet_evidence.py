"""Evidence in an edXML packet: every signed file it carries, and the signed manifest that binds them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from docexchange.envelope.errors import EnvelopeError, NotAPacket, Unreadable
from docexchange.envelope.manifest import Manifest, disagreements, is_manifest, read_manifest
from docexchange.envelope.model import ReadAttachment, Reading
from docexchange.envelope.read import read_packet
from ecabinet.adapters.evidence_beside import Beside
from ecabinet.adapters.verdicts import worse_by_findings
from ecabinet.adapters.xml_evidence import judge_xml_signer
from ecabinet.domain.documents.evidence import (
    AttachmentReport,
    EvidenceFinding,
    FileReport,
    SignatureReport,
    Verdict,
    worst,
)
from signing.evidence.record import Evidence
from signing.keys.holder import read_holder
from signing.trust.store import TrustSet
from signing.xml.errors import XmlSignatureBroken
from signing.xml.verify import verify_xml

SingleFile = Callable[[Path, datetime | None], FileReport]
LARGEST_MANIFEST = 4 * (1 << 20)
_NOTHING = Beside()


@dataclass(frozen=True)
class ManifestReport:
    """The manifest's own verdict: its signature, its signer, and whether the packet is what it says."""

    verdict: Verdict
    findings: tuple[EvidenceFinding, ...]
    signature: SignatureReport | None = None
    manifest: Manifest | None = None


class PacketEvidence:
    """Judges packets; `check` judges one extracted file."""

    def __init__(self, trust: TrustSet, *, fetch: bool, check: SingleFile) -> None:
        self._trust = trust
        self._fetch = fetch
        self._check = check

    def check(
        self, path: Path, at: datetime | None, *, sender_is_capable: bool, beside: Beside = _NOTHING
    ) -> FileReport | None:
        """The packet's report; None when it is XML of another kind. Attachments pass through a private folder.

        `beside` holds evidence for the packet's signed manifest.
        """
        with tempfile.TemporaryDirectory(prefix="ecabinet-verify-") as name:
            folder = Path(name)
            try:
                with path.open("rb") as stream:
                    reading = read_packet(stream, _sinks(folder))
            except NotAPacket:
                return None
            except (Unreadable, EnvelopeError) as error:
                finding = EvidenceFinding(error.code, "error", {"file": path.name, **error.facts})
                return FileReport(str(path), "edxml", Verdict.UNREADABLE, findings=(finding,))
            return self._report(path, folder, reading, at, sender_is_capable, beside)

    def _report(
        self, path: Path, folder: Path, reading: Reading, at: datetime | None, sender_is_capable: bool, beside: Beside
    ) -> FileReport:
        places = {one.name: folder / str(index) for index, one in enumerate(reading.attachments)}
        manifest = self._manifest(reading, places, at, sender_is_capable, beside)
        attachments = tuple(
            AttachmentReport(one.name, one.sha256, manifest.verdict)
            if is_manifest(one)
            else self._attachment(one, places[one.name], at)
            for one in reading.attachments
        )
        damaged = tuple(
            EvidenceFinding("attachment-damaged", "error", {"name": one.name})
            for one in reading.attachments
            if not one.intact
        )
        findings = (*manifest.findings, *damaged)
        judged = [one.verdict for one in attachments if one.verdict is not Verdict.UNSIGNED]
        return FileReport(
            str(path),
            "edxml",
            worse_by_findings(worst(judged), findings),
            signatures=(manifest.signature,) if manifest.signature else (),
            attachments=attachments,
            findings=(*findings, *beside.findings),
        )

    def _attachment(self, one: ReadAttachment, place: Path, at: datetime | None) -> AttachmentReport:
        report = replace(self._check(place, at), path=one.name)
        return AttachmentReport(one.name, one.sha256, report.verdict, report)

    def _manifest(
        self,
        reading: Reading,
        places: dict[str, Path],
        at: datetime | None,
        sender_is_capable: bool,
        beside: Beside,
    ) -> ManifestReport:
        found = [one for one in reading.attachments if is_manifest(one)]
        if not found:
            if reading.document is None:
                return ManifestReport(Verdict.UNSIGNED, ())
            missing = EvidenceFinding("manifest-missing", "error" if sender_is_capable else "warning")
            return ManifestReport(Verdict.UNSIGNED, (missing,))
        place = places[found[0].name]
        if place.stat().st_size > LARGEST_MANIFEST:
            return ManifestReport(Verdict.UNREADABLE, (EvidenceFinding("manifest-too-large", "error"),))
        signed = place.read_bytes()
        return judge_manifest(signed, reading, self._trust, at=at, fetch=self._fetch, evidence=beside.evidence)


def judge_manifest(
    signed: bytes,
    reading: Reading,
    trust: TrustSet,
    *,
    at: datetime | None,
    fetch: bool,
    evidence: Evidence | None = None,
) -> ManifestReport:
    """The signed manifest of a packet that was read whole: signature, trust, signer, agreement with what arrived."""
    try:
        verified = verify_xml(signed)
        manifest = read_manifest(verified.content)
    except (XmlSignatureBroken, Unreadable) as error:
        altered = isinstance(error, XmlSignatureBroken) and error.altered
        finding = EvidenceFinding(error.code, "error", dict(error.facts))
        return ManifestReport(Verdict.ALTERED if altered else Verdict.INVALID, (finding,))
    signature = judge_xml_signer(signed, verified, trust, field="manifest.xml", at=at, fetch=fetch, evidence=evidence)
    organ_id = read_holder(verified.certificate).organ_id
    findings = tuple(
        EvidenceFinding(one.code, one.severity, {"path": one.path, **one.facts})
        for one in disagreements(manifest, reading)
    )
    if organ_id != manifest.sender:
        # A manifest speaks for an agency, so only that agency's own certificate may sign it.
        facts = {"signer": signature.signer, "sender": manifest.sender}
        unnamed = EvidenceFinding("manifest-signer-unnamed", "warning", facts)
        findings += (EvidenceFinding("manifest-signer-not-sender", "error", facts) if organ_id else unnamed,)
    return ManifestReport(worse_by_findings(signature.verdict, findings), findings, signature, manifest)


def _sinks(folder: Path) -> Callable[[int, str], BinaryIO]:
    def open_sink(index: int, name: str) -> BinaryIO:
        # Numbered, so that no name from a packet ever reaches the disk.
        return (folder / str(index)).open("wb")

    return open_sink
