"""What time stamps prove: document time stamps from the newest backwards, then the stamp inside each signature.

Each stamp is judged at the moment the next later one proves, the newest at the moment of judging (ETSI EN 319 102-1,
5.6): so a chain of stamps outlives its authorities' certificates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import cms, tsp, x509
from pyhanko.sign.diff_analysis import DiffPolicy
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy

from signing.pdf.byte_range import byte_range_fault
from signing.pdf.carried_certificates import any_broken
from signing.pdf.cms_shape import cms_fault, shape_fault
from signing.pdf.embedded_evidence import EmbeddedEvidence
from signing.trust.context import build_context
from signing.trust.policy import ALGORITHMS, POLICY
from signing.trust.revocation import REQUIRED, Evidence
from signing.trust.store import TrustSet
from signing.verdict import Finding

UNCHECKED = CertRevTrustPolicy(NO_REVOCATION)
_UNTRUSTED: dict[type[Exception], str] = {
    RevokedError: "timestamp-authority-revoked",
    ExpiredError: "timestamp-authority-expired",
}


@dataclass(frozen=True)
class Surroundings:
    """What every judgement in one file shares. `at` is None for now; `web` is None when nothing may be fetched."""

    trust: TrustSet
    at: datetime | None
    web: Fetchers | None
    evidence: EmbeddedEvidence
    policy: DiffPolicy

    @property
    def moment(self) -> datetime:
        """The moment of judging."""
        return self.at or datetime.now(UTC)

    def context(
        self, at: datetime | None, *, stamps: bool = False, revocation: CertRevTrustPolicy = REQUIRED
    ) -> ValidationContext:
        """A fresh context at `at` (None: now) with the file's evidence and, where allowed, the web's."""
        return build_context(
            self.trust,
            at=at,
            fetch=self.web is not None,
            extra_certs=self.evidence.certificates,
            crls=self.evidence.crls,
            ocsps=self.evidence.ocsps,
            for_timestamps=stamps,
            revocation=revocation,
            web=self.web,
        )


@dataclass(frozen=True)
class Stamp:
    """One time stamp. `intact` is cryptography only; `time` is proven when `trusted`."""

    time: datetime
    intact: bool
    trusted: bool
    findings: tuple[Finding, ...] = ()
    revision: int = -1


async def judge_document_stamps(
    pdf: bytes, stamps: list[EmbeddedPdfSignature], around: Surroundings
) -> tuple[Stamp, ...]:
    """Every document time stamp, oldest first. A stamp that cannot be read at all is not intact."""
    judged: list[Stamp] = []
    control = around.at
    for stamp in sorted(stamps, key=lambda one: one.signed_revision, reverse=True):
        try:
            result = await _document_stamp(pdf, stamp, around, control)
        except Exception as error:  # noqa: BLE001  hostile stamps break the library in many ways; none may count
            result = Stamp(around.moment, False, False, (_broken(type(error).__name__),))
        judged.append(replace(result, revision=stamp.signed_revision))
        if result.trusted:
            control = result.time
    return tuple(reversed(judged))


async def judge_signature_stamp(
    signature: EmbeddedPdfSignature, around: Surroundings, later: datetime | None
) -> Stamp | None:
    """The best stamp inside a signature (over its value), judged at `later` (proven by a later stamp) or now."""
    best: Stamp | None = None
    for token in generic_cms.extract_tst_data_iter(signature.signer_info, signed=False):
        imprint = generic_cms.message_imprint_checker(signature.signer_info)
        try:
            stamp = await judge_token(token, imprint, around, later or around.at)
        except Exception as error:  # noqa: BLE001  as above
            stamp = Stamp(around.moment, False, False, (_broken(type(error).__name__),))
        if stamp.trusted:
            return stamp
        best = best or stamp
    return best


async def _document_stamp(
    pdf: bytes, stamp: EmbeddedPdfSignature, around: Surroundings, control: datetime | None
) -> Stamp:
    fault = byte_range_fault(pdf, stamp.byte_range, stamp.pkcs7_content) or cms_fault(
        stamp.pkcs7_content, stamp.signed_data, stamp.signer_cert
    )
    if fault or str(stamp.sig_object.get("/SubFilter")) != "/ETSI.RFC3161":
        return Stamp(around.moment, False, False, (_broken(fault or "format"),))
    stamp.compute_integrity_info(diff_policy=around.policy)
    if not stamp.summarise_integrity_info()["docmdp_ok"]:
        return Stamp(around.moment, False, False, (_broken("changed"),))
    return await judge_token(stamp.signed_data, stamp.compute_digest, around, control)


async def judge_token(
    token: cms.SignedData, imprint: Callable[[str], bytes], around: Surroundings, control: datetime | None
) -> Stamp:
    """One RFC 3161 token over what `imprint` digests, judged at `control` (None: now). May raise on hostile tokens."""
    content = token["encap_content_info"]
    info = content["content"].parsed
    if content["content_type"].native != "tst_info" or not isinstance(info, tsp.TSTInfo):
        return Stamp(around.moment, False, False, (_broken("content"),))
    time, stated = info["gen_time"].native, info["message_imprint"]
    algorithm = stated["hash_algorithm"]["algorithm"].native
    certificates = generic_cms.extract_certs_for_validation(token)
    signer, signer_info = certificates.signer_cert, token["signer_infos"][0]
    carried = (signer, *certificates.other_certs)
    fault = shape_fault(token, signer) or ("certificates" if any_broken(carried) else None)
    if fault:
        return Stamp(time, False, False, (_broken(fault),))
    if not {algorithm, signer_info["digest_algorithm"]["algorithm"].native} <= POLICY.digests:
        return Stamp(time, True, False, (Finding("timestamp-weak", "warning"),))
    digest = hashlib.new(signer_info["digest_algorithm"]["algorithm"].native, bytes(content["content"])).digest()
    holds = generic_cms.validate_sig_integrity(signer_info, signer, "tst_info", digest)
    strong = ALGORITHMS.signature_algorithm_allowed(signer_info["signature_algorithm"], None, signer.public_key)
    if stated["hashed_message"].native != imprint(algorithm) or holds != (True, True):
        return Stamp(time, False, False, (_broken("imprint"),))
    if not strong:
        return Stamp(time, True, False, (Finding("timestamp-weak", "warning"),))
    if time > around.moment + POLICY.clock_tolerance:
        return Stamp(time, True, False, (Finding("timestamp-from-future", "warning", {"time": time.isoformat()}),))
    return await _trust(Stamp(time, True, False), signer, list(certificates.other_certs), around, control)


async def _trust(
    stamp: Stamp,
    signer: x509.Certificate,
    others: list[x509.Certificate],
    around: Surroundings,
    control: datetime | None,
) -> Stamp:
    authority = {"authority": str(signer.subject.native.get("common_name", "?"))}
    purposes = signer.extended_key_usage_value
    if purposes is None or purposes.native != ["time_stamping"] or signer.ca:
        return replace(stamp, findings=(Finding("timestamp-untrusted", "warning", authority),))
    remarks: tuple[Finding, ...] = ()
    try:
        try:
            await _path(signer, others, around.context(control, stamps=True))
        except InsufficientRevinfoError:
            # Nobody can be asked about the newest stamp's authority once its servers are silent. A stamp counts unless
            # its authority is known to be revoked; otherwise no archive could ever be checked offline.
            await _path(signer, others, around.context(control, stamps=True, revocation=UNCHECKED))
            remarks = (Finding("timestamp-revocation-unchecked", "info", authority),)
    except (ValidationError, PathBuildingError) as error:
        code = _UNTRUSTED.get(type(error), "timestamp-untrusted")
        return replace(stamp, findings=(Finding(code, "warning", authority),))
    return replace(stamp, trusted=True, findings=remarks)


async def _path(signer: x509.Certificate, others: list[x509.Certificate], context: ValidationContext) -> None:
    if isinstance(context.revinfo_manager, Evidence):
        context.revinfo_manager.hear_until(signer.not_valid_after)
    context.certificate_registry.register_multiple(others[: POLICY.most_certificates])
    await find_valid_path(signer, context.path_builder.async_build_paths_lazy(signer), validation_context=context)


def _broken(reason: str) -> Finding:
    return Finding("timestamp-broken", "error", {"reason": reason})
