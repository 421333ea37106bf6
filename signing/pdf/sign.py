"""Signatures by one person or agency: the leader's certification, and notes on copies and separate appendices."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from pyhanko.sign.fields import SigFieldSpec

from signing.keys.holder import require_role, require_usable
from signing.keys.key import SigningKey
from signing.pdf.admission import open_for_preparing, rewritten
from signing.pdf.errors import FieldAlreadySigned, PdfAlreadySigned, PlaceOutsidePage
from signing.pdf.fields import LEADER
from signing.pdf.own_form import OwnForm
from signing.pdf.prepared import field_size, read_prepared
from signing.pdf.quiet_writer import open_writer, reading
from signing.pdf.reading import open_pdf
from signing.pdf.signature_act import VIETNAM, Level, SignatureAct, put_signature
from signing.pdf.signature_picture import NOTE_WIDTH, leader_picture, note
from signing.trust.store import TrustSet

_FROM_RIGHT, _FROM_TOP = 28.0, 16.0
"""Where a note stands on page 1, in points: right corner of the top margin (cell 14, Decree 30/2020, Appendix I)."""


def sign_leader(
    pdf: bytes,
    key: SigningKey,
    *,
    level: Level = "T",
    tsa_url: str | None = None,
    tsa_timeout: float = 30.0,
    stamp: bytes | None = None,
    trust: TrustSet | None = None,
    made: datetime | None = None,
    reason: str | None = None,
    location: str | None = None,
) -> bytes:
    """The prepared draft certified by the leader: from now on only number, date and seal may be added (DocMDP P=2).

    `stamp` is a PNG of the handwriting; `trust` (default: the installed set) is used by LT and LTA; `made` is aware,
    default now. Raises `FieldMissing`, `FieldAlreadySigned`, `PdfAlreadySigned`, `StampUnreadable`, the refusals of
    `signing.keys.holder`, and what `put_signature` raises.
    """
    moment = (made or datetime.now(UTC)).astimezone(VIETNAM)
    holder = require_role(key.certificate, "leader")
    require_usable(key.certificate, moment)
    form = _unsigned_form(pdf)
    act = SignatureAct(
        field=LEADER,
        level=level,
        made=moment,
        tsa_url=tsa_url,
        tsa_timeout=tsa_timeout,
        trust=trust,
        stamp=leader_picture(stamp, holder, moment, field_size(form, LEADER)),
        certify=True,
        reason=reason,
        location=location,
    )
    return put_signature(lambda: open_writer(pdf), key, act)


def sign_copy(
    pdf: bytes,
    key: SigningKey,
    *,
    form: str,
    level: Level = "T",
    tsa_url: str | None = None,
    tsa_timeout: float = 30.0,
    trust: TrustSet | None = None,
    made: datetime | None = None,
) -> bytes:
    """A copy with its note: `form` of the copy ("SAO Y", …), the copying agency, the time. Raises as `sign_leader`."""
    agency = require_role(key.certificate, "copy").name
    return _noted(pdf, key, "copy", (form, agency), level, tsa_url, tsa_timeout, trust, made)


def sign_appendix(
    pdf: bytes,
    key: SigningKey,
    *,
    reference: str,
    level: Level = "T",
    tsa_url: str | None = None,
    tsa_timeout: float = 30.0,
    trust: TrustSet | None = None,
    made: datetime | None = None,
) -> bytes:
    """An appendix in a file of its own, with `reference` (number and symbol of its document) and the time."""
    agency = require_role(key.certificate, "appendix").name
    return _noted(pdf, key, "appendix", (agency, reference), level, tsa_url, tsa_timeout, trust, made)


def _unsigned_form(pdf: bytes) -> OwnForm:
    reader = open_pdf(pdf)
    form = read_prepared(reader)
    with reading():
        if "/V" in form.fields[LEADER]:
            raise FieldAlreadySigned(field=LEADER)
        if reader.embedded_signatures or "/Perms" in reader.root:
            raise PdfAlreadySigned()
    return form


def _noted(
    pdf: bytes,
    key: SigningKey,
    role: Literal["copy", "appendix"],
    lines: tuple[str, ...],
    level: Level,
    tsa_url: str | None,
    tsa_timeout: float,
    trust: TrustSet | None,
    made: datetime | None,
) -> bytes:
    moment = (made or datetime.now(UTC)).astimezone(VIETNAM)
    require_usable(key.certificate, moment)
    style, height = note(lines, moment)
    with open_for_preparing(pdf) as draft:
        page = draft.pages[0]
        if int(page.obj.get("/Rotate", 0)) % 360:
            raise PlaceOutsidePage(name=role, page=1)
        _, _, right, top = (float(side) for side in page.cropbox)
        # Written anew first: whatever a foreign file's cross-references look like, the signed one is well-formed.
        clean = rewritten(draft)
    x1, y1 = right - _FROM_RIGHT, top - _FROM_TOP
    box = (round(x1 - NOTE_WIDTH), round(y1 - height), round(x1), round(y1))
    act = SignatureAct(
        field=role,
        level=level,
        made=moment,
        tsa_url=tsa_url,
        tsa_timeout=tsa_timeout,
        trust=trust,
        stamp=style,
        field_spec=SigFieldSpec(sig_field_name=role, on_page=0, box=box),
    )
    return put_signature(lambda: open_writer(clean), key, act)
