"""The signed manifest: what one dispatch says and which files it carries, as the attachment `manifest.xml`.

The national platform rewrites envelopes, so proof cannot lie in them. The manifest travels as a file, which nobody
rewrites; here it is held against what arrived. `docs/manifest.md` tells a stranger how to check one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from docexchange.envelope.findings import Finding, Severity
from docexchange.envelope.manifest_facts import (
    MANIFEST_NAME,
    Manifest,
    ManifestFile,
    ManifestRefused,
    ManifestUnreadable,
    Reference,
    manifest_of,
    one_line,
    references_of,
)
from docexchange.envelope.manifest_form import read_manifest, write_manifest
from docexchange.envelope.model import Document, ReadAttachment, Reading

__all__ = [
    "MANIFEST_NAME",
    "Manifest",
    "ManifestFile",
    "ManifestRefused",
    "ManifestUnreadable",
    "Reference",
    "disagreements",
    "is_manifest",
    "manifest_of",
    "read_manifest",
    "write_manifest",
]

T = TypeVar("T", bound=Hashable)
_Keys = Callable[[str, str], Hashable]

_HEADER = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader"
_BUSINESS = "/edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/Bussiness"
_ATTACHMENTS = "/edXML/AttachmentEncoded"


def is_manifest(attachment: ReadAttachment) -> bool:
    """Whether an attachment claims to be the signed manifest; in a good packet exactly one does."""
    return MANIFEST_NAME in (attachment.name, attachment.declared_name)


def disagreements(manifest: Manifest, reading: Reading) -> tuple[Finding, ...]:
    """Where what arrived differs from what was signed; each finding carries the facts `signed` and `found`.

    Believe `manifest` only after its signature was judged. An `error` means that somebody changed or added something; a
    `warning` that the platform dropped or renamed what the manifest still proves. `reading` must hold all attachments.
    """
    document = reading.document
    if document is None:
        return (Finding("manifest-without-document", "error", "/edXML"),)
    return (*_header_findings(manifest, document), *_file_findings(manifest.files, reading.attachments))


def _header_findings(manifest: Manifest, document: Document) -> list[Finding]:
    found_date = document.date.isoformat() if document.date else ""
    operation = str(document.business.operation)
    return [
        *_differs("manifest-document-id-differs", "DocumentId", manifest.document_id, document.document_id),
        *_differs("manifest-sender-differs", "From/OrganId", manifest.sender, document.sender.organ_id),
        *_differs("manifest-number-differs", "Code/CodeNumber", manifest.number, document.code.number),
        *_differs("manifest-notation-differs", "Code/CodeNotation", manifest.notation, document.code.notation),
        *_differs("manifest-date-differs", "PromulgationInfo/PromulgationDate", manifest.date.isoformat(), found_date),
        *_differs("manifest-subject-differs", "Subject", manifest.subject, document.subject),
        *_operation(str(manifest.operation), operation),
        *_addressees(manifest.addressees, [one_line(addressee.organ_id) for addressee in document.to]),
        *_references(manifest.references, references_of(document)),
    ]


# What is known to be dropped or cut on the way is a warning as long as nothing else stands in its place.
_DROPPED_ON_THE_WAY = {"manifest-number-differs", "manifest-notation-differs", "manifest-date-differs"}
_DROPPED_ON_THE_WAY |= {"manifest-subject-differs"}


def _differs(code: str, element: str, signed: str, found: str) -> list[Finding]:
    found = one_line(found)
    if found == signed:
        return []
    severity: Severity = "warning" if not found and code in _DROPPED_ON_THE_WAY else "error"
    return [Finding(code, severity, f"{_HEADER}/{element}", facts={"signed": signed, "found": found or "-"})]


def _operation(signed: str, found: str) -> list[Finding]:
    if found == signed:
        return []
    facts = {"signed": signed, "found": found}
    return [Finding("manifest-operation-differs", "error", f"{_BUSINESS}/BussinessDocType", facts=facts)]


def _addressees(signed: Sequence[str], found: Sequence[str]) -> list[Finding]:
    path = f"{_HEADER}/To/OrganId"
    added, dropped = _apart(signed, found)
    return [
        *(Finding("manifest-addressee-added", "error", path, facts={"found": one}) for one in added),
        *(Finding("manifest-addressee-dropped", "warning", path, facts={"signed": one}) for one in dropped),
    ]


def _references(signed: Sequence[Reference], found: Sequence[Reference]) -> list[Finding]:
    added, dropped = _apart(signed, found)
    return [
        *(_reference("manifest-reference-added", "error", one) for one in added),
        *(_reference("manifest-reference-dropped", "warning", one) for one in dropped),
    ]


def _reference(code: str, severity: Severity, one: Reference) -> Finding:
    path = {
        "answers": f"{_HEADER}/ResponseFor/DocumentId",
        "withdraws": f"{_BUSINESS}/DocumentId",
        "updates": f"{_BUSINESS}/DocumentId",
        "replaces": f"{_BUSINESS}/ReplacementInfoList/ReplacementInfo/DocumentId",
    }[one.kind]
    return Finding(code, severity, path, facts={"kind": one.kind, "document": one.document_id})


def _apart(signed: Sequence[T], found: Sequence[T]) -> tuple[list[T], list[T]]:
    """What was added and what was dropped; order and repetition do not count."""
    before, after = dict.fromkeys(signed), dict.fromkeys(found)
    return [one for one in after if one not in before], [one for one in before if one not in after]


def _file_findings(signed: Sequence[ManifestFile], attachments: Sequence[ReadAttachment]) -> list[Finding]:
    """Pairs files by name and digest, then by name, then by digest, so that a forged twin cannot hide the true file."""
    left, arrived = list(signed), [attachment for attachment in attachments if not is_manifest(attachment)]
    findings: list[Finding] = []
    if len(attachments) - len(arrived) > 1:
        findings.append(Finding("manifest-repeated", "error", _ATTACHMENTS))
    for keys in (_by_name_and_digest, _by_name, _by_digest):
        pairs, left, arrived = _paired(left, arrived, keys)
        findings += [finding for file, attachment in pairs for finding in _file_differs(file, attachment)]
    findings += [Finding("manifest-file-missing", "error", _ATTACHMENTS, facts={"name": file.name}) for file in left]
    findings += [Finding("manifest-file-extra", "error", _ATTACHMENTS, facts={"name": one.name}) for one in arrived]
    return findings


def _paired(
    files: list[ManifestFile], attachments: list[ReadAttachment], keys: _Keys
) -> tuple[list[tuple[ManifestFile, ReadAttachment]], list[ManifestFile], list[ReadAttachment]]:
    """Files and attachments that share a key, each used once; then the files and the attachments left over."""
    waiting: dict[Hashable, list[int]] = {}
    for index, attachment in reversed(list(enumerate(attachments))):
        for name in {attachment.name, one_line(attachment.declared_name)}:
            waiting.setdefault(keys(name, attachment.sha256), []).append(index)
    pairs, taken, left = [], set(), []
    for file in files:
        free = [index for index in waiting.pop(keys(file.name, file.sha256), []) if index not in taken]
        if not free:
            left.append(file)
            continue
        index = free.pop()
        taken.add(index)
        waiting[keys(file.name, file.sha256)] = free
        pairs.append((file, attachments[index]))
    return pairs, left, [attachment for index, attachment in enumerate(attachments) if index not in taken]


def _by_name_and_digest(name: str, sha256: str) -> Hashable:
    return name, sha256


def _by_name(name: str, sha256: str) -> Hashable:
    return name


def _by_digest(name: str, sha256: str) -> Hashable:
    return sha256


def _file_differs(file: ManifestFile, attachment: ReadAttachment) -> list[Finding]:
    facts = {"name": file.name, "found": attachment.name}
    if file.sha256 != attachment.sha256:
        return [Finding("manifest-file-digest-differs", "error", _ATTACHMENTS, facts=facts)]
    if file.size != attachment.size:
        sizes = {"signed": str(file.size), "found": str(attachment.size)}
        return [Finding("manifest-file-size-differs", "error", _ATTACHMENTS, facts={"name": file.name} | sizes)]
    if file.name not in (attachment.name, one_line(attachment.declared_name)):
        return [Finding("manifest-file-renamed", "warning", _ATTACHMENTS, facts=facts)]
    return []
