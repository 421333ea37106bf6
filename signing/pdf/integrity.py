"""Are the signed bytes unchanged, is everything covered, and is what came later allowed? No word here about trust."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from asn1crypto import core, x509
from pyhanko.sign.diff_analysis import DiffPolicy, DiffResult, ModificationLevel
from pyhanko.sign.fields import FieldMDPAction, MDPPerm
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.pdf.byte_range import byte_range_fault
from signing.pdf.cms_shape import cms_fault
from signing.trust.policy import ALGORITHMS
from signing.verdict import Finding

Covers = Literal["whole-file", "revision", "part"]
SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})


@dataclass(frozen=True)
class Integrity:
    """`fault` is empty when whole, else the ETSI sub-indication; `strong` says whether the algorithms are believed."""

    fault: str
    covers: Covers
    findings: tuple[Finding, ...] = ()
    strong: bool = True
    changed_fields: frozenset[str] = field(default_factory=frozenset)
    later_changes: ModificationLevel = ModificationLevel.NONE

    @property
    def whole(self) -> bool:
        """Nothing was changed that the signature forbids."""
        return not self.fault


def judge_integrity(pdf: bytes, signature: EmbeddedPdfSignature, policy: DiffPolicy) -> Integrity:
    """Byte range, digest, cryptographic value and later revisions of one signature; may raise on hostile input."""
    subfilter = str(signature.sig_object.get("/SubFilter"))
    if subfilter not in SUBFILTERS:
        return _broken("FORMAT_FAILURE", "part", "unsupported-signature-format", format=subfilter.strip("/"))
    fault = byte_range_fault(pdf, signature.byte_range, signature.pkcs7_content)
    if fault:
        return _broken("HASH_FAILURE", "part", "byte-range-wrong", rule=fault)
    signature.compute_integrity_info(diff_policy=policy)
    covers = _covers(signature.coverage)
    digest_holds, value_holds = _cryptography(signature)
    if not digest_holds:
        return _broken("HASH_FAILURE", covers, "digest-mismatch")
    if not value_holds:
        return _broken("SIG_CRYPTO_FAILURE", covers, "signature-value-wrong")
    fault = cms_fault(signature.pkcs7_content, signature.signed_data, signature.signer_cert)
    if fault:
        return _broken("SIG_CRYPTO_FAILURE", covers, "signature-structure-wrong", part=fault)
    if covers == "part":
        return _broken("HASH_FAILURE", covers, "not-all-covered")
    return _later_changes(signature, covers)


def locks(signature: EmbeddedPdfSignature, names: Iterable[str]) -> bool:
    """Whether the signature's own FieldMDP forbids changing all these fields afterwards."""
    spec = signature.fieldmdp
    if spec is None:
        return False
    if spec.action is FieldMDPAction.ALL:
        return True
    listed = set(spec.fields or ())
    return set(names) <= listed if spec.action is FieldMDPAction.INCLUDE else not set(names) & listed


def certifies_filling(signature: EmbeddedPdfSignature) -> bool:
    """Whether it is the document's certification signature and allows exactly the filling of forms (DocMDP P=2)."""
    try:
        certification = signature.reader.root["/Perms"].raw_get("/DocMDP")
        own = signature.sig_field.raw_get("/V")
        same = (certification.idnum, certification.generation) == (own.idnum, own.generation)
    except (KeyError, AttributeError):
        return False
    return same and signature.docmdp_level is MDPPerm.FILL_FORMS


def algorithms_strong(signature: EmbeddedPdfSignature, certificate: x509.Certificate) -> bool:
    """Whether digest and signature algorithms are among those believed, and fit each other."""
    info = signature.signer_info
    scheme, digest = info["signature_algorithm"], info["digest_algorithm"]
    return bool(
        ALGORITHMS.signature_algorithm_allowed(scheme, None, certificate.public_key)
        and ALGORITHMS.digest_algorithm_allowed(digest, None)
        and ALGORITHMS.digest_combination_allowed(scheme, digest, None)
    )


def _cryptography(signature: EmbeddedPdfSignature) -> tuple[bool, bool]:
    content = signature.signed_data["encap_content_info"]
    if content["content_type"].native != "data" or content["content"] is not core.VOID:
        return False, False
    return generic_cms.validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )


def _later_changes(signature: EmbeddedPdfSignature, covers: Covers) -> Integrity:
    strong = algorithms_strong(signature, signature.signer_cert)
    result: object = signature.diff_result
    if not isinstance(result, DiffResult):
        return _broken("HASH_FAILURE", covers, "changed-after-signing", what=str(result)[:200])
    if not signature.summarise_integrity_info()["docmdp_ok"]:
        return _broken("HASH_FAILURE", covers, "changed-after-signing", what=result.modification_level.name)
    return Integrity(
        "", covers, (), strong, frozenset(result.changed_form_fields), later_changes=result.modification_level
    )


def _covers(level: SignatureCoverageLevel | None) -> Covers:
    if level is SignatureCoverageLevel.ENTIRE_FILE:
        return "whole-file"
    return "revision" if level is SignatureCoverageLevel.ENTIRE_REVISION else "part"


def _broken(sub: str, covers: Covers, code: str, **facts: str) -> Integrity:
    return Integrity(sub, covers, (Finding(code, "error", facts),))
