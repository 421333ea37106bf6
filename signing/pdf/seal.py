"""The clerk's act: number and date filled and the agency's signature made in one update, never one alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing.keys.holder import require_role, require_usable
from signing.keys.key import SigningKey
from signing.pdf.errors import AlreadyNumbered, FieldAlreadySigned, FieldMissing, NumberMissing
from signing.pdf.fields import AGENCY, DATE, NUMBER, TEXT_FIELDS
from signing.pdf.leader_check import leader_of
from signing.pdf.numbering import date_text, number_text
from signing.pdf.own_form import OwnForm, earlier_values
from signing.pdf.prepared import field_size, fill, read_prepared
from signing.pdf.quiet_writer import open_writer, reading
from signing.pdf.reading import open_pdf
from signing.pdf.signature_act import VIETNAM, Level, SignatureAct, put_signature
from signing.pdf.signature_picture import seal_picture
from signing.trust.store import TrustSet


def seal(
    pdf: bytes,
    key: SigningKey,
    *,
    number: str,
    day: date,
    level: Level = "T",
    tsa_url: str | None = None,
    tsa_timeout: float = 30.0,
    stamp: bytes | None = None,
    trust: TrustSet | None = None,
    made: datetime | None = None,
) -> bytes:
    """The leader's file with number, date and seal. A wrong number is redone from the leader's file.

    `stamp` is a PNG; `trust` (default: the installed set) is used by levels LT and LTA, which embed the leader's
    evidence too; `made` is aware, default now. Raises what `put_signature`, `read_prepared`, `fill`, `leader_of`,
    `require_role`, `require_usable` and `number_text` raise, and `AlreadyNumbered`, `StampUnreadable`.
    """
    moment = (made or datetime.now(UTC)).astimezone(VIETNAM)
    holder = require_role(key.certificate, "agency")
    require_usable(key.certificate, moment)
    values = {NUMBER: number_text(number), DATE: date_text(day)}
    form = _unfilled_form(pdf)
    earlier = leader_of(pdf)

    def filled() -> IncrementalPdfFileWriter:
        writer = open_writer(pdf)
        for name, text in values.items():
            fill(writer, name, text)
        return writer

    act = SignatureAct(
        field=AGENCY,
        level=level,
        made=moment,
        tsa_url=tsa_url,
        tsa_timeout=tsa_timeout,
        trust=trust,
        stamp=seal_picture(stamp, holder, moment, field_size(form, AGENCY)),
        earlier=earlier,
    )
    return put_signature(filled, key, act)


def sign_agency(
    pdf: bytes,
    key: SigningKey,
    *,
    level: Level = "T",
    tsa_url: str | None = None,
    tsa_timeout: float = 30.0,
    stamp: bytes | None = None,
    trust: TrustSet | None = None,
    made: datetime | None = None,
) -> bytes:
    """The agency's signature alone, for files whose number and date were there before the leader signed.

    Raises as `seal`, and `NumberMissing` when number and date were left open.
    """
    moment = (made or datetime.now(UTC)).astimezone(VIETNAM)
    holder = require_role(key.certificate, "agency")
    require_usable(key.certificate, moment)
    form = _sealable_form(pdf)
    if any(name in form.fields for name in TEXT_FIELDS):
        raise NumberMissing()
    act = SignatureAct(
        field=AGENCY,
        level=level,
        made=moment,
        tsa_url=tsa_url,
        tsa_timeout=tsa_timeout,
        trust=trust,
        stamp=seal_picture(stamp, holder, moment, field_size(form, AGENCY)),
        earlier=leader_of(pdf),
    )
    return put_signature(lambda: open_writer(pdf), key, act)


def _unfilled_form(pdf: bytes) -> OwnForm:
    form = _sealable_form(pdf)
    missing = next((name for name in TEXT_FIELDS if name not in form.fields), None)
    if missing:
        raise FieldMissing(field=missing)
    return form


def _sealable_form(pdf: bytes) -> OwnForm:
    reader = open_pdf(pdf)
    form = read_prepared(reader)
    if AGENCY not in form.fields:
        raise FieldMissing(field=AGENCY)
    with reading():
        if "/V" in form.fields[AGENCY]:
            raise FieldAlreadySigned(field=AGENCY)
        # A value of an earlier revision counts too: it would stay readable in the file.
        filled = next((name for name in TEXT_FIELDS if earlier_values(reader, name)), None)
        if filled:
            raise AlreadyNumbered(field=filled)
    return form
