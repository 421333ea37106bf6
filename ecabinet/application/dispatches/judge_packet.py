"""Judge a packet that has come: every signed file, the signed manifest, and whether all of them tell the same story."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecabinet.application.dispatches.examine_file import ExaminedFile, examine_file
from ecabinet.application.file_ports import DocumentFacts, FileEvidence
from ecabinet.application.ports import Desk, ReadFile, ReadPacket
from ecabinet.domain.dispatches.arrival import arrival_verdict, main_file, manifest_remarks, sealed_remarks
from ecabinet.domain.dispatches.dispatch import Agency, Attachment, Dispatch, Remark, Role, StoredFile
from ecabinet.domain.documents.evidence import Verdict

MANIFEST_NAME = "manifest.xml"
MANIFEST_SIZE_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True)
class JudgedPacket:
    dispatch: Dispatch
    main_text: str
    other_texts: str


def judged_packet(
    read: ReadPacket, packet: StoredFile, authenticated_sender: str, listed: Agency | None, desk: Desk
) -> JudgedPacket:
    """`listed` is the sender as the directory knows it, None where it does not."""
    assert read.document is not None
    manifest = next((one for one in read.files if one.name == MANIFEST_NAME), None)
    examined = {one.name: examine_file(one.name, one.file, desk) for one in read.files if one is not manifest}
    main = main_file({name: one.evidence.issued for name, one in examined.items()})
    proof, remarks = _manifest(manifest, read, listed, desk)
    facts = examined[main].facts if main else DocumentFacts()
    remarks += sealed_remarks(read.document.number, facts.number, read.document.issued_on, facts.issued_on)
    remarks += _sender_remarks(read.document.sender.organ_id, authenticated_sender)
    if main and not examined[main].evidence.issued:
        remarks += (Remark("document-not-issued", "warning", {"file": main}, main),)
    for name, one in examined.items():
        remarks += tuple(replace(remark, about=remark.about or name) for remark in one.evidence.remarks)
        if one.facts.secrecy_mark:
            remarks += (Remark("secrecy-mark-found", "error", {"mark": one.facts.secrecy_mark}, name),)
    remarks += read.remarks
    verdict = arrival_verdict(
        [one.evidence.verdict for one in examined.values()], proof, remarks, acceptable=read.acceptable
    )
    dispatch = replace(
        read.document,
        packet=packet,
        attachments=_attachments(read.files, examined, main, manifest, proof),
        verdict=verdict,
        remarks=remarks,
    )
    others = "\n".join(f"{name}\n{one.facts.text}" for name, one in examined.items() if name != main)
    return JudgedPacket(dispatch, facts.text, others)


def _manifest(
    manifest: ReadFile | None, read: ReadPacket, listed: Agency | None, desk: Desk
) -> tuple[Verdict | None, tuple[Remark, ...]]:
    if manifest is None:
        return None, manifest_remarks(listed, present=False, seal="")
    if manifest.file.size > MANIFEST_SIZE_LIMIT:
        return Verdict.UNREADABLE, (Remark("manifest-too-large", "error", {"file": MANIFEST_NAME}, MANIFEST_NAME),)
    evidence = desk.envelopes.judge_manifest(manifest, read)
    return evidence.verdict, evidence.remarks + manifest_remarks(listed, present=True, seal=evidence.seal)


def _sender_remarks(written: str, authenticated: str) -> tuple[Remark, ...]:
    if written == authenticated:
        return ()
    return (Remark("sender-differs", "error", {"written": written, "authenticated": authenticated}),)


def _attachments(
    files: tuple[ReadFile, ...],
    examined: dict[str, ExaminedFile],
    main: str | None,
    manifest: ReadFile | None,
    proof: Verdict | None,
) -> tuple[Attachment, ...]:
    found = []
    for one in files:
        if one is manifest:
            found.append(Attachment(one.name, one.media_type, one.file, "manifest", proof))
        else:
            evidence: FileEvidence = examined[one.name].evidence
            role: Role = "main" if one.name == main else "attached"
            found.append(Attachment(one.name, one.media_type, one.file, role, evidence.verdict))
    return tuple(found)
