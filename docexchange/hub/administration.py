"""Looking after a hub from its own machine: directory, state, audit. Works while the hub serves."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from docexchange.books import plain_xml
from docexchange.hub.errors import (
    AgencyExists,
    CertificateUnreadable,
    ListUnreadable,
    NameNotAllowed,
)
from docexchange.hub.identity import open_hub_key
from docexchange.hub.parts import PAYLOADS, STORE, open_store
from docexchange.hub.payloads import Payloads
from docexchange.hub.store import audit, books, directory, mailbox
from docexchange.hub.store.audit import Fault
from docexchange.hub.store.books import Standing
from docexchange.hub.store.directory import Agency, Official
from docexchange.hub.store.sqlite import version_of
from docexchange.protocol.errors import ProtocolError
from docexchange.protocol.fingerprint import certificate_digest
from docexchange.protocol.receipt import read_receipt

_OPERATOR = "operator"
_LIST_LIMIT = 32 * 1024 * 1024
_COLUMNS = ("organ_id", "name", "in_charge", "email", "capable")
_YES = {"1", "x", "yes", "true", "có"}


@dataclass(frozen=True)
class State:
    """What `status` tells."""

    hub: str
    fingerprint: str
    agencies: int
    officials: int
    deliveries: dict[str, int]
    audit_entries: int
    audit_head: str
    books: int
    books_restored: int
    free_bytes: int


def add_agency(folder: Path, new: Agency, *, renew: bool = False) -> None:
    """Add one agency, or renew all that is known of it; AgencyExists, NameNotAllowed."""
    _check_agency(new)
    database = open_store(folder, create=True)
    with database.writing() as connection:
        directory.add_agency(connection, new, replace=renew)
        audit.append(connection, time.time(), _OPERATOR, "agency.added", _told(new))


def import_agencies(folder: Path, file: Path) -> tuple[int, int]:
    """Add agencies from a CSV file, all or none; those known stay as they are. Gives (added, known before)."""
    found = _read_list(file)
    database = open_store(folder, create=True)
    added = 0
    with database.writing() as connection:
        known = directory.known_agencies(connection, [one.organ_id for one in found])
        for one in found:
            if one.organ_id not in known:
                directory.add_agency(connection, one, replace=False)
                audit.append(connection, time.time(), _OPERATOR, "agency.added", _told(one))
                added += 1
    return added, len(found) - added


def agencies(folder: Path) -> tuple[Agency, ...]:
    """All agencies."""
    with open_store(folder, create=False).reading() as connection:
        return directory.agencies(connection)


def add_official(folder: Path, new: Official, *, renew: bool) -> None:
    """Enrol an official with the certificate to log in with; AgencyUnknown, OfficialExists, NameNotAllowed."""
    _check(official=new.id, name=new.name)
    with open_store(folder, create=True).writing() as connection:
        directory.add_official(connection, new, replace=renew)
        facts = {"official": new.id, "agency": new.organ_id, "role": new.role, "certificate": new.certificate_digest}
        audit.append(connection, time.time(), _OPERATOR, "official.enrolled", facts)


def remove_official(folder: Path, name: str) -> None:
    """Take an official out of the directory; OfficialUnknown."""
    with open_store(folder, create=False).writing() as connection:
        directory.remove_official(connection, name)
        audit.append(connection, time.time(), _OPERATOR, "official.removed", {"official": name})


def officials(folder: Path) -> tuple[Official, ...]:
    """All officials."""
    with open_store(folder, create=False).reading() as connection:
        return directory.officials(connection)


def read_certificate(file: Path) -> tuple[str, bytes]:
    """Digest and DER of the first certificate in a PEM or DER file; CertificateUnreadable."""
    try:
        content = file.open("rb").read(1024 * 1024)
        load = x509.load_pem_x509_certificate if b"-----BEGIN" in content else x509.load_der_x509_certificate
        certificate = load(content)
        return certificate_digest(certificate), certificate.public_bytes(Encoding.DER)
    except (ValueError, x509.InvalidVersion) as error:
        raise CertificateUnreadable(path=file) from error


def state(folder: Path) -> State:
    """Counts and identity."""
    database = open_store(folder, create=False)
    key = open_hub_key(folder)
    with database.reading() as connection:
        newest = audit.length(connection)
        shelf = books.every(connection)
        return State(
            hub=key.hub,
            fingerprint=key.fingerprint,
            agencies=len(directory.agencies(connection)),
            officials=len(directory.officials(connection)),
            deliveries=dict.fromkeys(("waiting", "leased", "done", "fail"), 0) | mailbox.counts(connection),
            audit_entries=newest.sequence,
            audit_head=newest.head,
            books=len(shelf),
            books_restored=sum(one.restored for one in shelf),
            free_bytes=Payloads(folder / PAYLOADS).room(),
        )


def shelf(folder: Path) -> list[Standing]:
    """All books, by id."""
    with open_store(folder, create=False).reading() as connection:
        return books.every(connection)


def upgrade(folder: Path) -> tuple[int, int]:
    """Bring the store to this program's version; gives the version before and now. StoreOfOtherVersion."""
    return version_of(folder / STORE), open_store(folder, create=False).version


def verify_audit(folder: Path) -> tuple[int, list[Fault]]:
    """The number of entries and every fault: in the chain, or between an entry and the receipt that names it."""
    database = open_store(folder, create=False)
    fingerprint = open_hub_key(folder).fingerprint
    with database.reading() as connection:
        found = list(audit.faults(connection))
        for sequence, head, receipt in audit.accepted_heads(connection):
            if head is not None and not _is_named(receipt, fingerprint, sequence, head):
                found.append(Fault(sequence, "receipt"))
        return audit.length(connection).sequence, found


def _is_named(receipt: bytes, fingerprint: str, sequence: int, head: str) -> bool:
    try:
        told = read_receipt(receipt, fingerprint)
    except ProtocolError:
        return False
    return (told.audit_sequence, told.audit_head) == (sequence, head)


def _read_list(file: Path) -> list[Agency]:
    if file.stat().st_size > _LIST_LIMIT:
        raise ListUnreadable(path=file, line=0)
    try:
        rows = list(_rows(file.read_text("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ListUnreadable(path=file, line=0) from error
    if not rows:
        raise ListUnreadable(path=file, line=1)
    seen: set[str] = set()
    for number, found in rows:
        _check_agency(found, line=number)
        if found.organ_id in seen:
            raise AgencyExists(organ_id=found.organ_id, line=number)
        seen.add(found.organ_id)
    return [found for _, found in rows]


def _rows(content: str) -> Iterator[tuple[int, Agency]]:
    reader = csv.DictReader(io.StringIO(content), strict=True)
    if not {"organ_id", "name"} <= set(reader.fieldnames or ()) <= set(_COLUMNS):
        raise csv.Error("columns")
    for row in reader:
        if None in row or None in row.values():
            raise csv.Error("cells")
        values = {name: (row.get(name) or "").strip() for name in _COLUMNS}
        organ_id, name, in_charge, email, capable = values.values()
        yield reader.line_num, Agency(organ_id, name, in_charge, email, capable.lower() in _YES)


def _check_agency(new: Agency, **facts: object) -> None:
    _check(**facts, organ_id=new.organ_id, name=new.name)
    if len(new.organ_id) > 35 or not (plain_xml.is_plain(new.in_charge) and plain_xml.is_plain(new.email)):
        raise NameNotAllowed(name=new.organ_id)


def _check(**names: object) -> None:
    for name in (value for value in names.values() if isinstance(value, str)):
        if not name or name != name.strip() or len(name) > 200 or not plain_xml.is_plain(name):
            raise NameNotAllowed(name=name)


def _told(new: Agency) -> dict[str, object]:
    seals = [digest for digest, _ in new.seals]
    return {"organ_id": new.organ_id, "name": new.name, "capable": new.capable, "seals": seals}
