"""Packets as pickles, manifests as lists of digests: the shape of the port Envelopes without XML or signatures."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace

from ecabinet.application.ports import (
    ManifestEvidence,
    PacketUnreadable,
    ReadFile,
    ReadPacket,
    ReadStatus,
)
from ecabinet.domain.dispatches.dispatch import Attachment, Box, Handling, Remark
from ecabinet.domain.documents.evidence import Verdict


class PlainEnvelopes:
    def __init__(self, files) -> None:
        self._files = files

    def write_document(self, dispatch, sources, seal):
        manifest = self._keep(seal.sign("\n".join(sorted(one.file.sha256 for one in sources)).encode()))
        carried = [(one.name, one.media_type, self._bytes(one.file)) for one in sources]
        carried.append(("manifest.xml", "application/xml", self._bytes(manifest)))
        packet = self._keep(pickle.dumps(("document", dispatch, carried)))
        return Attachment("manifest.xml", "application/xml", manifest, "manifest"), packet

    def write_status(self, report, dispatch, me):
        told = (me.organ_id, dispatch.document_id, dispatch.number.text, dispatch.issued_on, report, dispatch.sender)
        return self._keep(pickle.dumps(("status", *told)))

    def read(self, packet, dispatch, now):
        try:
            kind, *rest = pickle.loads(self._bytes(packet))
        except Exception as error:
            raise PacketUnreadable(reason="not-a-pickle") from error
        if kind == "status":
            reporter, about, number, issued_on, report, _ = rest
            status = ReadStatus(
                reporter, about, number, issued_on, report.code.value, report.description, report.staff,
                report.reported_at,
            )  # fmt: skip
            return ReadPacket(None, status, (), (), True)
        sent, carried = rest
        document = replace(
            sent, id=dispatch, box=Box.IN, packet=packet, attachments=(), verdict=Verdict.UNSIGNED, remarks=(),
            entered_at=now, handling=Handling.ARRIVED,
        )  # fmt: skip
        files = tuple(ReadFile(name, kind, self._keep(content)) for name, kind, content in carried)
        return ReadPacket(document, None, files, (), True, reading=files)

    def judge_manifest(self, manifest, packet):
        listed = self._bytes(manifest.file).removeprefix(b"sealed:").decode().split("\n")
        found = sorted(one.file.sha256 for one in packet.reading if one.name != "manifest.xml")
        if listed == found:
            return ManifestEvidence(Verdict.VALID, (), "ab" * 32)
        remark = Remark("manifest-file-digest-differs", "error", {}, "manifest.xml")
        return ManifestEvidence(Verdict.ALTERED, (remark,), "ab" * 32)

    def _keep(self, content):
        sink = self._files.create()
        sink.write(content)
        return sink.keep()

    def _bytes(self, file):
        with self._files.open(file) as stream:
            return stream.read()


class PlainSeal:
    def sign(self, unsigned: bytes) -> bytes:
        return b"sealed:" + unsigned


def receivers(packet: bytes) -> list[str]:
    """Where a hub takes such a packet."""
    kind, *rest = pickle.load(io.BytesIO(packet))
    return [rest[-1].organ_id] if kind == "status" else [one.organ_id for one in rest[0].addressees]
