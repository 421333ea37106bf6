"""The facts of a packet of generation G1 (QCVN 102:2016/BTTTT), frozen, in the order of the command line's answer.

Empty text means "not given"; dates are plain dates, times are aware (the packet writes Vietnam's time, UTC+7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from typing import Literal

from docexchange.envelope.findings import Finding

Kind = Literal["document", "status"]
Generation = Literal["G1", "G0", "G0b", "unknown"]


@dataclass(frozen=True)
class Organization:
    """An agency as it stands in `From` and `To`; `organ_id` at most 35 characters (Decision 20/2020/QĐ-TTg, Art. 4)."""

    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True)
class Code:
    """Số và ký hiệu: `12` and `VPCP-TTĐT` make `12/VPCP-TTĐT`."""

    number: str = ""
    notation: str = ""

    @property
    def full(self) -> str:
        return "/".join(part for part in (self.number, self.notation) if part)


@dataclass(frozen=True)
class DocumentType:
    """Class (1 legal norm, 2 administrative), number within the class's list, name; see `codes.resolve_type`."""

    type: int | None = None
    detail: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signed: authority form (`TM.`, `KT.` ...), post, name."""

    competence: str = ""
    position: str = ""
    full_name: str = ""


@dataclass(frozen=True)
class Reference:
    """Another document (`ResponseFor`): answered by a document, or reported on by a status packet."""

    organ_id: str = ""
    code: str = ""
    document_id: str = ""
    date: Day | None = None


@dataclass(frozen=True)
class Trace:
    """A node the packet passed; the first is the sender, later ones are added by the platform."""

    organ_id: str = ""
    timestamp: datetime | None = None


@dataclass(frozen=True)
class Staff:
    """The clerk responsible."""

    department: str = ""
    department_id: str = ""
    name: str = ""
    staff_id: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True)
class ReceiverChange:
    """An agency added to or taken from the receivers by an update."""

    organ_id: str
    added: bool


@dataclass(frozen=True)
class Changes:
    """What an update changes (`BussinessDocumentInfo`)."""

    document: bool = False
    receivers: bool = False
    receiver_list: tuple[ReceiverChange, ...] = ()


@dataclass(frozen=True)
class Replacement:
    """A document that is replaced, and the agencies that had received it."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Business:
    """The operation: 0 new, 1 withdraw, 2 update, 3 replace. `paper`: 1 when a paper copy follows."""

    operation: int = 0
    document_id: str = ""
    reason: str = ""
    paper: int | None = None
    changes: Changes | None = None
    replaces: tuple[Replacement, ...] = ()
    staff: Staff | None = None


@dataclass(frozen=True)
class Document:
    """The header of a document packet. `copies` and `pages` are 0..65535; `priority` is 0..4 (`codes.PRIORITIES`)."""

    sender: Organization
    to: tuple[Organization, ...]
    document_id: str
    code: Code
    date: Day | None
    type: DocumentType
    subject: str
    signer: Signer = Signer()
    place: str = ""
    content: str = ""
    due_date: Day | None = None
    priority: int = 0
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    reply_fors: str = ""
    direction: bool | None = None
    reference_codes: str = ""
    appendixes: tuple[str, ...] = ()
    response_for: tuple[Reference, ...] = ()
    steering: int | None = None
    tasks: tuple[str, ...] = ()
    application_type: str = ""
    to_places: tuple[str, ...] = ()
    trace: tuple[Trace, ...] = ()
    business: Business = Business()


@dataclass(frozen=True)
class StatusReport:
    """A status packet; `response_for.organ_id` is the agency it goes to (there is no `To`)."""

    sender: Organization
    response_for: Reference
    code: str
    timestamp: datetime | None
    description: str = ""
    staff: Staff | None = None


@dataclass(frozen=True)
class DeclaredAttachment:
    """A `Reference` of the manifest inside the packet's body: what the header says will follow."""

    content_id: str
    name: str
    content_type: str = ""
    description: str = ""


@dataclass(frozen=True)
class ReadAttachment:
    """A file as it was carried. `name` is safe for any disk and unique in the packet; `declared_name` is what stood.

    `size` (bytes) and `sha256` (hex) are of the file itself, after unwrapping. `intact` is false when the bytes could
    not be decoded or unwrapped: then they are only what could be saved.
    """

    name: str
    declared_type: str
    detected_type: str
    size: int
    sha256: str
    unwrapped: bool
    declared_name: str = ""
    content_id: str = ""
    description: str = ""
    intact: bool = True


@dataclass(frozen=True)
class UnknownElement:
    """An element that was kept but not understood, with its text."""

    path: str
    text: str = ""


@dataclass(frozen=True)
class Reading:
    """All that a packet says. Exactly one of `document` and `status` is set; `findings` tell every repair."""

    kind: Kind
    generation: Generation
    document: Document | None
    status: StatusReport | None
    attachments: tuple[ReadAttachment, ...] = ()
    unknown: tuple[UnknownElement, ...] = ()
    findings: tuple[Finding, ...] = ()
    declared: tuple[DeclaredAttachment, ...] = field(default=())

    @property
    def sender(self) -> Organization:
        """The agency in `From`."""
        if self.document is not None:
            return self.document.sender
        return self.status.sender if self.status is not None else Organization("")

    @property
    def acceptable(self) -> bool:
        """No finding forbids accepting the packet."""
        return not any(finding.severity == "error" for finding in self.findings)
