"""The hub's tables. Times are seconds since 1970 UTC (float); digests are lower-case hexadecimal."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

agency = Table(
    "agency",
    metadata,
    Column("organ_id", String(35), primary_key=True),
    Column("name", Text, nullable=False),
    Column("in_charge", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("capable", Boolean, nullable=False),
)

seal_certificate = Table(
    "seal_certificate",
    metadata,
    Column("organ_id", ForeignKey("agency.organ_id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("der", LargeBinary, nullable=False),
)

official = Table(
    "official",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("organ_id", ForeignKey("agency.organ_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("certificate_digest", String(64), nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("official", ForeignKey("official.id"), nullable=False, index=True),
    Column("certificate_digest", String(64), nullable=False),
    Column("expires", Float, nullable=False),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("organ_id", ForeignKey("agency.organ_id"), primary_key=True),
    Column("last_sequence", Integer, nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender", ForeignKey("agency.organ_id"), nullable=False),
    Column("operation", String(36), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("document_id", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("official", Text, nullable=False),
    Column("accepted", Float, nullable=False),
    Column("audit_sequence", Integer, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    UniqueConstraint("sender", "operation"),
    Index("submission_quota", "sender", "accepted", "size"),
    Index(
        "submission_document",
        "sender",
        "document_id",
        unique=True,
        sqlite_where=text("kind = 'document'"),
        postgresql_where=text("kind = 'document'"),
    ),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", ForeignKey("mailbox.organ_id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("submission", ForeignKey("submission.id"), nullable=False),
    Column("state", String(10), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", Float),
    Column("leased_by", Text),
    Column("ended", Float),
    Column("reason", Text),
    UniqueConstraint("mailbox", "sequence"),
    UniqueConstraint("mailbox", "submission"),
    CheckConstraint("state IN ('waiting', 'leased', 'done', 'fail')"),
    Index(
        "delivery_open",
        "mailbox",
        "sequence",
        sqlite_where=text("state IN ('waiting', 'leased')"),
        postgresql_where=text("state IN ('waiting', 'leased')"),
    ),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("time", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("head", String(64), nullable=False),
)
