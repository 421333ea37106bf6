"""The edXML packets of the exchange in the desk's own words: written to the encrypted store, read from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO, cast

from cryptography.hazmat.primitives import hashes

from docexchange.envelope.errors import EnvelopeError, Refused
from docexchange.envelope.manifest import (
    MANIFEST_NAME,
    ManifestFile,
    disagreements,
    manifest_of,
    read_manifest,
    write_manifest,
)
from docexchange.envelope.model import Reading
from docexchange.envelope.read import read_packet
from docexchange.envelope.write import AttachmentSource, write_document, write_status
from ecabinet.adapters.causes import caused
from ecabinet.adapters.envelope_words import document_of, packet_document, packet_status, status_of
from ecabinet.adapters.scratch_file import scratch
from ecabinet.adapters.xml_evidence import judge_xml_signer
from ecabinet.application.ports import (
    Files,
    FileSink,
    ManifestEvidence,
    PacketRefused,
    PacketUnreadable,
    ReadFile,
    ReadPacket,
    Seal,
    SourceFile,
)
from ecabinet.domain.dispatches.dispatch import Agency, Attachment, Dispatch, Remark, StoredFile
from ecabinet.domain.dispatches.status import StatusReport
from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.identity import DispatchId
from signing.keys.holder import read_holder
from signing.trust.store import TrustSet
from signing.xml.errors import XmlSignatureBroken
from signing.xml.verify import verify_xml

MANIFEST_TYPE = "application/xml"
_FILES_CHANGED = ("manifest-file-missing", "manifest-file-extra", "manifest-file-digest-differs")


class EnvelopeGateway:
    """Writes and reads packets through the encrypted files; nothing is clear on the disk in between."""

    def __init__(self, files: Files, trust: TrustSet, *, fetch: bool) -> None:
        self._files = files
        self._trust = trust
        self._fetch = fetch

    def write_document(
        self, dispatch: Dispatch, sources: Sequence[SourceFile], seal: Seal
    ) -> tuple[Attachment, StoredFile]:
        """The signed manifest over every raw file, then the packet around all of them. Raises PacketRefused."""
        document = packet_document(dispatch)
        named = [ManifestFile(one.name, one.media_type, one.file.size, one.file.sha256) for one in sources]
        try:
            manifest = self._kept(seal.sign(write_manifest(manifest_of(document, named))))
            files = [(one.name, one.file) for one in sources] + [(MANIFEST_NAME, manifest)]
            sink = self._files.create()
            try:
                write_document(document, [self._source(*one) for one in files], cast(BinaryIO, sink), spool=scratch)
            except BaseException:
                sink.drop()
                raise
        except Refused as error:
            raise PacketRefused(**caused(error.code, error.facts)) from error
        return Attachment(MANIFEST_NAME, MANIFEST_TYPE, manifest, "manifest", None), sink.keep()

    def write_status(self, report: StatusReport, dispatch: Dispatch, me: Agency) -> StoredFile:
        sink = self._files.create()
        try:
            write_status(packet_status(report, dispatch, me), cast(BinaryIO, sink))
        except BaseException as error:
            sink.drop()
            if isinstance(error, Refused):
                raise PacketRefused(**caused(error.code, error.facts)) from error
            raise
        return sink.keep()

    def read(self, packet: StoredFile, dispatch: DispatchId, now: datetime) -> ReadPacket:
        kept: dict[int, StoredFile] = {}

        def open_sink(index: int, _name: str) -> BinaryIO:
            return cast(BinaryIO, _KeptOnClose(self._files.create(), index, kept))

        try:
            with self._files.open(packet) as stream:
                reading = read_packet(stream, open_sink, spool=scratch)
        except EnvelopeError as error:
            raise PacketUnreadable(**caused(error.code, error.facts)) from error
        files = tuple(
            ReadFile(one.name, one.detected_type, kept[index]) for index, one in enumerate(reading.attachments)
        )
        return ReadPacket(
            document=document_of(reading, dispatch, packet, now) if reading.document else None,
            status=status_of(reading.status) if reading.status else None,
            files=files,
            remarks=tuple(
                Remark(one.code, one.severity, dict(one.facts) | {"path": one.path})
                for one in reading.findings
                if one.severity != "info"
            ),
            acceptable=reading.acceptable,
            reading=reading,
        )

    def judge_manifest(self, manifest: ReadFile, packet: ReadPacket) -> ManifestEvidence:
        """Integrity, signer, and whether the packet is what was signed."""
        with self._files.open(manifest.file) as stream:
            content = stream.read()
        try:
            verified = verify_xml(content)
            told = read_manifest(verified.content)
        except XmlSignatureBroken as error:
            verdict = Verdict.ALTERED if error.altered else Verdict.INVALID
            return ManifestEvidence(verdict, (_remark(error.code, error.facts),))
        except EnvelopeError as error:
            return ManifestEvidence(Verdict.INVALID, (_remark(error.code, error.facts),))
        signer = judge_xml_signer(content, verified, self._trust, field=MANIFEST_NAME, at=None, fetch=self._fetch)
        differing = disagreements(told, cast(Reading, packet.reading))
        remarks = [Remark(one.code, one.severity, dict(one.facts), MANIFEST_NAME) for one in signer.findings]
        remarks += [Remark(one.code, one.severity, dict(one.facts), MANIFEST_NAME) for one in differing]
        verdict = signer.verdict
        organ_id = read_holder(verified.certificate).organ_id
        if organ_id and organ_id != told.sender:
            remarks.append(_remark("manifest-signer-is-not-sender", {"signer": organ_id, "sender": told.sender}))
        errors = {one.code for one in remarks if one.severity == "error"} - {one.code for one in signer.findings}
        if errors & set(_FILES_CHANGED):
            verdict = Verdict.ALTERED
        elif errors:
            verdict = Verdict.INVALID
        digest = verified.certificate.fingerprint(hashes.SHA256()).hex()
        return ManifestEvidence(verdict, tuple(one for one in remarks if one.severity != "info"), digest)

    def _source(self, name: str, file: StoredFile) -> AttachmentSource:
        return AttachmentSource(name, lambda: self._files.open(file))

    def _kept(self, content: bytes) -> StoredFile:
        sink = self._files.create()
        sink.write(content)
        return sink.keep()


class _KeptOnClose:
    """The reader closes each file when its last byte is there; a file of a packet that fails later is swept."""

    def __init__(self, sink: FileSink, index: int, kept: dict[int, StoredFile]) -> None:
        self._sink = sink
        self._index = index
        self._kept = kept

    def write(self, data: bytes) -> int:
        return self._sink.write(data)

    def close(self) -> None:
        self._kept[self._index] = self._sink.keep()


def _remark(code: str, facts: dict[str, str]) -> Remark:
    return Remark(code, "error", facts, MANIFEST_NAME)
