"""A statement: what one official, or an agency's seal, says in one book, and the only bytes in which it can be said.

Form and limits are told in `docs/statements/README.md`. What a type means is never known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from docexchange.books import plain_xml
from docexchange.books.errors import StatementNotWritable, StatementUnreadable
from docexchange.books.model import (
    FOUNDING,
    MAX_BYTES,
    MAX_FILES,
    NO_HEAD,
    NOTHING_SEEN,
    Authority,
    FileReference,
    Mandate,
    Seen,
    Statement,
)
from docexchange.books.nodes import Body, Node, read_body, write_body, written_text
from docexchange.books.statement_rules import check, known_authority
from signing.keys.key import SigningKey
from signing.xml.shape import MAX_SIGNATURE_BYTES
from signing.xml.sign import sign_xml
from signing.xml.verify import verify_xml

__all__ = [
    "FOUNDING",
    "MAX_BYTES",
    "MAX_FILES",
    "NOTHING_SEEN",
    "NO_HEAD",
    "Authority",
    "Body",
    "FileReference",
    "Mandate",
    "Node",
    "Seen",
    "SignedStatement",
    "Statement",
    "book_id",
    "read_signed",
    "read_statement",
    "sign_statement",
    "write_statement",
]

_PARTS = ("book", "id", "by", "as", "made", "seen", "body", "files")


@dataclass(frozen=True)
class SignedStatement:
    """A statement whose signature holds; trust in the certificate is another question (`signing.trust.path`).

    `digest`: SHA-256 in hex of the canonical content without the signature, the statement's identity (R1);
    `certificate_digest`: SHA-256 in hex of the signer's certificate in DER; `raw`: the bytes as received;
    `signed_at`: what the signature claims.
    """

    statement: Statement
    digest: str
    certificate: x509.Certificate
    certificate_digest: str
    intermediates: tuple[x509.Certificate, ...]
    raw: bytes
    signed_at: datetime

    @property
    def book(self) -> str:
        """The book it belongs to; a founding statement's book has its digest as id."""
        return self.statement.book or self.digest


def book_id(founding_content: bytes) -> str:
    """The id of the book that this founding content (without signature) founds: its SHA-256 in hex."""
    return sha256(founding_content).hexdigest()


def sign_statement(statement: Statement, key: SigningKey, *, made: datetime) -> bytes:
    """The signed bytes. Raises StatementNotWritable, and what `sign_xml` raises."""
    return sign_xml(write_statement(statement), key, made=made)


def read_signed(signed: bytes) -> SignedStatement:
    """Verify shape and signature, then read strictly. Raises a kind of XmlSignatureBroken, or StatementUnreadable."""
    verified = verify_xml(signed, limit=MAX_BYTES + MAX_SIGNATURE_BYTES)
    return SignedStatement(
        statement=read_statement(verified.content),
        digest=verified.digest,
        certificate=verified.certificate,
        certificate_digest=sha256(verified.certificate.public_bytes(Encoding.DER)).hexdigest(),
        intermediates=verified.intermediates,
        raw=signed,
        signed_at=verified.claimed_time,
    )


def write_statement(statement: Statement) -> bytes:
    """The unsigned canonical content. Raises StatementNotWritable (part, reason)."""
    check(statement)
    contents = (
        statement.book,
        str(statement.id),
        written_text(statement.by, "by"),
        _mandate(statement.mandate),
        statement.made.isoformat(timespec="seconds"),
        _seen(statement.seen),
        write_body(statement.body),
        "".join(map(_file, statement.files)),
    )
    inner = "".join(f"<{name}>{content}</{name}>" for name, content in zip(_PARTS, contents, strict=True))
    content = plain_xml.root("statement", statement.type, inner)
    if len(content) > MAX_BYTES:
        raise StatementNotWritable(part="statement", reason="too-large")
    return content


def _mandate(mandate: Mandate) -> str:
    return (
        f"<post>{written_text(mandate.post, 'as/post')}</post><authority>{mandate.authority}</authority>"
        f"<delegation>{written_text(mandate.delegation, 'as/delegation')}</delegation>"
    )


def _seen(seen: Seen) -> str:
    return f"<epoch>{seen.epoch}</epoch><sequence>{seen.sequence}</sequence><head>{seen.head}</head>"


def _file(file: FileReference) -> str:
    name, media_type = written_text(file.name, "files/name"), written_text(file.media_type, "files/media-type")
    return (
        f"<file><name>{name}</name><media-type>{media_type}</media-type>"
        f"<size>{file.size}</size><sha256>{file.sha256}</sha256></file>"
    )


def read_statement(content: bytes) -> Statement:
    """Read verified content strictly: `write_statement` of the result gives the same bytes, or StatementUnreadable."""
    root, kind = plain_xml.parse_any(content, "statement", limit=MAX_BYTES)
    parts = plain_xml.parts(root, *_PARTS)
    try:
        statement = _read(kind, parts)
        written = write_statement(statement)
    except StatementNotWritable as error:
        raise StatementUnreadable(reason=f"{error.facts['part']}: {error.facts['reason']}") from error
    except (ValueError, OverflowError) as error:
        raise StatementUnreadable(reason="values") from error
    if written != content:
        raise StatementUnreadable(reason="not-canonical")
    return statement


def _read(kind: str, parts: list[etree._Element]) -> Statement:
    book, identity, by, mandate, made, seen, body, files = parts
    post, authority, delegation = _texts(mandate, "post", "authority", "delegation")
    epoch, sequence, head = _texts(seen, "epoch", "sequence", "head")
    if len(files) > MAX_FILES:
        raise StatementUnreadable(reason="files: too-many")
    return Statement(
        book=book.text or "",
        id=UUID(identity.text or ""),
        type=kind,
        by=by.text or "",
        mandate=Mandate(post, known_authority(authority), delegation),
        made=datetime.fromisoformat(made.text or ""),
        seen=Seen(int(epoch), int(sequence), head),
        body=read_body(body),
        files=tuple(map(_read_file, files)),
    )


def _read_file(element: etree._Element) -> FileReference:
    name, media_type, size, digest = _texts(element, "name", "media-type", "size", "sha256")
    return FileReference(name, media_type, int(size), digest)


def _texts(parent: etree._Element, *names: str) -> list[str]:
    return [part.text or "" for part in plain_xml.parts(parent, *names)]
