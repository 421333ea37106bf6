"""What attacks on an office need: moves of its people, a hub that lies with its own key, sentences to be read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from properties.office_network import OfficeNetwork, PreparedPapers
from uuid_utils.compat import uuid7

from docexchange.books.acceptance import AcceptanceRecord, head_of, read_record, sign_head, write_record
from docexchange.books.statement import read_signed
from docexchange.hub import administration
from docexchange.hub.identity import open_hub_key
from docexchange.hub.store.directory import Official
from ecabinet.adapters.statement_signer import StatementSigner
from ecabinet.application.book_ports import NOWHERE, Capacity, Place, Saying
from ecabinet.application.offices.judge_draft import ApproveDraft, CommentDraft, approve_draft, comment_draft
from ecabinet.application.offices.sign_document import SignDocument, sign_document
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft
from ecabinet.domain.errors import EcabinetError
from signing.keys.software import SoftwareKey, software_key
from stories.world import PASSPHRASE, VPCP, Reply, run_here
from ui.kit.desk_words import facts_in_words
from ui.kit.error_words import sentence

PAPERS = PreparedPapers()
ACCENTED = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵếềểễệốồổỗộớờởỡợứừửữựấầẩẫậắằẳẵặ]")


def in_words(text: str, *parts: str) -> None:
    """Vietnamese sentences that say these things, and no bare code."""
    for part in parts:
        assert part in text, text
    assert ACCENTED.search(text), text
    assert not re.search(r"\b(?:book|hub|office|exchange)-[a-z]+-?[a-z]*\b", text), text


def command(office: OfficeNetwork, who: str, *words: object, key: bool = True) -> Reply:
    """`ecabinet office WORDS` at somebody's desk."""
    arguments = ["office", *map(str, words), "--home", str(office[who].home), "--passphrase-fd", "{secrets}"]
    secrets = [PASSPHRASE]
    if key:
        arguments += ["--key", f"p12:{office.pki.p12(who)}", "--pin-fd", "{secrets}"]
        secrets.append(office.pki.pin(who))
    return run_here(arguments, secrets)


def told(office: OfficeNetwork, who: str) -> tuple[int, dict[str, Any], str]:
    """`office show`: its status, its data, and its sentences about what is wrong."""
    reply = command(office, who, "show", key=False)
    wrong = [one["message"] for one in (*reply.data["troubles"], *reply.data["set_aside"])]
    return reply.status, reply.data, "\n".join(wrong)


def submitted(office: OfficeNetwork, title: str = "Kế hoạch năm") -> str:
    seat = office["specialist"]
    job = submit_draft(SubmitDraft(office.book, office.paper(title)), seat.office, PAPERS, seat.pen)
    office.sync("specialist")
    return dict(job.entry.body)["draft"]


def signed(office: OfficeNetwork) -> str:
    """A draft that the leader has signed, known to both clerks."""
    draft, seat = submitted(office), office["unit-head"]
    office.sync("unit-head")
    approve_draft(ApproveDraft(office.book, draft), seat.office, seat.pen)
    sign_document(SignDocument(office.book, draft), seat.office, PAPERS, seat.pen)
    for who in ("unit-head", "clerk", "clerk-2"):
        office.sync(who)
    return draft


def comments(office: OfficeNetwork, who: str, draft: str, *texts: str) -> None:
    for text in texts:
        comment_draft(CommentDraft(office.book, draft, text), office[who].office, office[who].pen)
    office.sync(who)


def saying(office: OfficeNetwork, draft: str, by: str = "clerk", seen: Place = NOWHERE, **changes: Any) -> Saying:
    """A comment as `by` would say it, whoever signs."""
    now = datetime.now(UTC).astimezone().replace(microsecond=0)
    post = office.pki.people[by].post
    body = (("draft", draft), ("version", "1"), ("text", "Tôi đồng ý"))
    made = Saying(office.book, UUID(str(uuid7())), "draft.comment/1", by, Capacity(post), now, seen, body)
    return replace(made, **changes)


class LyingHub:
    """The hub's store and key in the hands of somebody who wants another history."""

    def __init__(self, office: OfficeNetwork) -> None:
        self.office = office
        self.key = open_hub_key(office.hub.data)

    def rows(self) -> list[dict[str, Any]]:
        with self._store() as store:
            found = store.execute("select * from book_statement where book = ? order by sequence", (self.office.book,))
            return [dict(row) for row in found]

    def become(self, rows: Sequence[dict[str, Any]]) -> None:
        """These statements and no others, each in the place that its row says."""
        with self._store() as store:
            for verb in ("update", "delete"):
                store.execute(f"drop trigger if exists book_statement_no_{verb}")
            store.execute("delete from book_statement where book = ?", (self.office.book,))
            for row in rows:
                names = ", ".join(row)
                marks = ", ".join(f":{name}" for name in row)
                store.execute(f"insert into book_statement ({names}) values ({marks})", row)
            store.execute(
                "update book set sequence = ?, head = ? where id = ?",
                (rows[-1]["sequence"], rows[-1]["head"], self.office.book),
            )
            store.commit()

    def chained(self, raws: Sequence[bytes]) -> list[dict[str, Any]]:
        """A history of these statements with receipts of the hub's true key."""
        rows: list[dict[str, Any]] = []
        for sequence, raw in enumerate(raws, 1):
            one = read_signed(raw)
            time = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=sequence)
            record = AcceptanceRecord(
                self.office.book, 1, sequence, time, rows[-1]["head"] if rows else "0" * 64, one.digest
            )
            statement = one.statement
            rows.append(
                {"book": self.office.book, "sequence": sequence, "statement": str(statement.id),
                 "type": statement.type, "digest": one.digest, "head": head_of(record),
                 "record": write_record(record), "receipt": sign_head(record, self.key), "carrier": "clerk",
                 "size": len(raw), "raw": raw}
            )  # fmt: skip
        return rows

    def add(self, raw: bytes) -> None:
        """One more statement at the end, whatever the circle says of its author."""
        before, one = self.rows(), read_signed(raw)
        last = read_record(before[-1]["record"])
        record = AcceptanceRecord(self.office.book, 1, last.sequence + 1, last.time, before[-1]["head"], one.digest)
        (row,) = self.chained([before[0]["raw"]])
        row |= {"sequence": record.sequence, "statement": str(one.statement.id), "type": one.statement.type,
                "digest": one.digest, "head": head_of(record), "record": write_record(record),
                "receipt": sign_head(record, self.key), "size": len(raw), "raw": raw}  # fmt: skip
        self.become([*before, row])

    def _store(self) -> Any:
        store = sqlite3.connect(self.office.hub.data / "hub.sqlite", timeout=20)
        store.row_factory = sqlite3.Row
        return closing(store)


def attackers_key(name: str) -> SoftwareKey:
    """A key fit for signing, with a certificate that its owner made himself."""
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder(subject, subject, private.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    return software_key(private, certificate)


def listed(office: OfficeNetwork, name: str, key: SoftwareKey, folder: Path, *, renew: bool) -> None:
    """Put into the hub's directory."""
    path = folder / f"{name}.pem"
    path.write_bytes(key.certificate.public_bytes(Encoding.PEM))
    digest, der = administration.read_certificate(path)
    administration.add_official(office.hub.data, Official(name, VPCP, name, "clerk", der, digest), renew=renew)


def logged_in(key: SoftwareKey) -> Callable[[bytes], bytes]:
    return StatementSigner(key, lambda: datetime.now(UTC)).sign


def words_of(error: EcabinetError) -> str:
    """As a command tells it."""
    error.facts = facts_in_words(error.facts)
    return sentence(error)
