"""Judging every signature of a PDF: integrity, what changed later, time, trust, and for our own files the form.

Fail closed: whatever goes wrong while judging a signature, it is not valid; what goes wrong while opening the file is
`PdfUnreadable`. Policy and verdicts: `docs/signatures.md`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.errors import Unreadable
from signing.pdf.change_policy import FOREIGN_FILES, OWN_FILES
from signing.pdf.dangers import find_dangers
from signing.pdf.deadline import TookTooLong, deadline
from signing.pdf.embedded_evidence import read_evidence
from signing.pdf.own_file import OwnFacts, judge_own_file
from signing.pdf.own_form import is_own_file
from signing.pdf.proven_times import Stamp, Surroundings, judge_document_stamps
from signing.pdf.reading import PdfUnreadable, form_fields, look, open_pdf
from signing.pdf.signature import Judged, cannot_judge, changed_by_tail, judge_signature
from signing.pdf.tail import data_after_end
from signing.trust.fetching import Web, fetchers
from signing.trust.store import TrustSet
from signing.verdict import Finding, Indication, SignatureJudgement

MOST_SIGNATURES = 60
LONGEST_SECONDS = 120.0


@dataclass(frozen=True)
class PdfJudgement:
    """Signatures oldest first (document time stamps are not among them, they prove times).

    `issued`: number and date were filled, sealed and locked by the agency after the leader, and both signatures passed.
    `so`, `ngay`: the field values, None while blank; they are official only when `issued`.
    """

    signatures: tuple[SignatureJudgement, ...]
    issued: bool = False
    so: str | None = None
    ngay: str | None = None
    findings: tuple[Finding, ...] = ()


def judge_pdf(pdf: bytes, trust: TrustSet, *, at: datetime | None = None, fetch: bool) -> PdfJudgement:
    """Every signature of the file, as of `at` (aware; None: now). No signature gives an empty tuple.

    `fetch` allows asking the CRL and OCSP addresses of certificates under the given roots. Raises `PdfUnreadable`,
    `PdfEncrypted`; nothing else, whatever the file holds. Not to be called from inside a running event loop.
    """
    _require_no_loop()
    try:
        with deadline(LONGEST_SECONDS):
            return asyncio.run(_judge(pdf, open_pdf(pdf), trust, at, fetch))
    except TookTooLong as error:
        raise PdfUnreadable(reason="time") from error
    except Unreadable:
        raise
    except Exception as error:
        # Hostile files break the libraries in many ways; none may crash us.
        raise PdfUnreadable(reason=type(error).__name__) from error


def _require_no_loop() -> None:
    """A caller's mistake must not read as a broken file."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("judge_pdf must not be called from inside a running event loop")


async def _judge(pdf: bytes, reader: PdfFileReader, trust: TrustSet, at: datetime | None, fetch: bool) -> PdfJudgement:
    own = is_own_file(reader)
    policy = OWN_FILES if own else FOREIGN_FILES
    around = Surroundings(trust, at, fetchers(Web()) if fetch else None, read_evidence(reader), policy)
    signatures, stamps, broken = _collect(reader)
    if not signatures and not broken:
        return PdfJudgement((), findings=_unread_stamps(stamps))
    times = await judge_document_stamps(pdf, stamps, around)
    judged = [await judge_signature(pdf, signature, around, times, own=own) for signature in signatures]
    everything = any(one.coverage is SignatureCoverageLevel.ENTIRE_FILE for one in (*signatures, *stamps))
    if not everything and data_after_end(pdf, reader):
        judged = [changed_by_tail(one) for one in judged]
    facts = judge_own_file(reader, judged) if own else OwnFacts(findings=find_dangers(reader, own=False))
    results = tuple(_finished(one, facts, times) for one in judged) + tuple(broken)
    issued = facts.complete and not broken and all(one.indication is Indication.PASSED for one in results)
    return PdfJudgement(results, issued, facts.number, facts.date, facts.findings)


def _collect(
    reader: PdfFileReader,
) -> tuple[list[EmbeddedPdfSignature], list[EmbeddedPdfSignature], list[SignatureJudgement]]:
    signatures: list[EmbeddedPdfSignature] = []
    stamps: list[EmbeddedPdfSignature] = []
    broken: list[SignatureJudgement] = []
    seen: set[int] = set()
    for name, field in form_fields(reader):
        value = look(field, "/V")
        if look(field, "/FT") != "/Sig" or value is None:
            continue
        if len(signatures) + len(stamps) + len(broken) >= MOST_SIGNATURES:
            raise PdfUnreadable(reason="signatures")
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            is_stamp = signature.sig_object_type == "/DocTimeStamp"
            content = signature.signed_data["encap_content_info"]["content_type"].native
            repeated = id(signature.sig_object) in seen
        except Exception as error:  # noqa: BLE001  a signature that cannot be parsed is told, never skipped
            broken.append(cannot_judge(name, type(error).__name__, malformed=True))
            continue
        seen.add(id(signature.sig_object))
        if repeated or is_stamp != (content == "tst_info"):
            broken.append(cannot_judge(name, "kind", malformed=True))
        else:
            (stamps if is_stamp else signatures).append(signature)
    return sorted(signatures, key=lambda one: one.signed_revision), stamps, broken


def _finished(one: Judged, facts: OwnFacts, times: Sequence[Stamp]) -> SignatureJudgement:
    """A signature's own judgement, joined with what the whole file says about it."""
    result = one.result
    damaged = [stamp for stamp in times if not stamp.intact and stamp.revision > one.revision]
    findings = result.findings + facts.of(result.field)
    findings += tuple(finding for stamp in damaged for finding in stamp.findings)
    if damaged and result.indication is not Indication.FAILED:
        return replace(
            result, integrity=False, indication=Indication.FAILED, sub_indication="HASH_FAILURE", findings=findings
        )
    errors = any(finding.severity == "error" for finding in facts.of(result.field))
    if errors and result.indication is not Indication.FAILED:
        return replace(
            result, indication=Indication.FAILED, sub_indication="SIG_CONSTRAINTS_FAILURE", findings=findings
        )
    return replace(result, findings=findings)


def _unread_stamps(stamps: Sequence[EmbeddedPdfSignature]) -> tuple[Finding, ...]:
    return (Finding("only-time-stamps", "info", {"count": str(len(stamps))}),) if stamps else ()
