"""Collecting the evidence for a signed XML: first the time stamp, then the revocation data that vouch for that time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from hashlib import sha256

from asn1crypto import cms
from pyhanko.sign.validation import generic_cms
from pyhanko_certvalidator.fetchers import Fetchers

from signing.evidence.errors import StampNotBelieved
from signing.evidence.judge import EvidencedJudgement, judge_verified, signer_of
from signing.evidence.record import MOST_PIECES, Evidence
from signing.pdf.errors import RevocationUnavailable, SignerNotTrusted, SignerRevoked
from signing.pdf.timestamping import DEFAULT_TIMEOUT, TimestampAuthority
from signing.trust.fetching import Web, fetchers
from signing.trust.policy import POLICY
from signing.trust.store import TrustSet
from signing.verdict import Indication
from signing.xml.verify import VerifiedXml, verify_xml


def collect(signed: bytes, trust: TrustSet, *, tsa_url: str, timeout: float = DEFAULT_TIMEOUT) -> Evidence:
    """Evidence that proves `signed` without any network from now on; it was judged so before it is given back.

    `timeout` in seconds bounds the stamp; each list or answer is bounded by it and by the policy. Raises
    `XmlSignatureBroken`; the errors of `TimestampAuthority`; `StampNotBelieved`, `SignerRevoked`, `SignerNotTrusted`
    (no evidence will help); `RevocationUnavailable` (trying again may help). Not from inside a running event loop.
    """
    verified = verify_xml(signed)
    authority = TimestampAuthority(tsa_url, timeout)
    web = fetchers(Web(replace(POLICY, fetch_seconds=min(timeout, POLICY.fetch_seconds))))
    return asyncio.run(_collect(verified, sha256(signed).digest(), trust, authority, web))


async def _collect(
    verified: VerifiedXml, digest: bytes, trust: TrustSet, authority: TimestampAuthority, web: Fetchers
) -> Evidence:
    token = await authority.async_timestamp(digest, "sha256")
    stamped = Evidence(digest.hex(), token.dump(), certificates=_certificates(verified, token))
    online = await judge_verified(verified, stamped.digest, stamped, trust, None, web)
    evidence = _with_answers(stamped, web)
    offline = await judge_verified(verified, evidence.digest, evidence, trust, None, None)
    if offline.level != "LT" or offline.indication is not Indication.PASSED:
        raise _why_not(online)
    return evidence


def _certificates(verified: VerifiedXml, token: cms.ContentInfo) -> tuple[bytes, ...]:
    signer = signer_of(verified)
    stamps = generic_cms.extract_certs_for_validation(token["content"])
    every = (signer.signer_cert, *signer.other_embedded_certs, stamps.signer_cert, *stamps.other_certs)
    return tuple(dict.fromkeys(certificate.dump() for certificate in every))[:MOST_PIECES]


def _with_answers(stamped: Evidence, web: Fetchers) -> Evidence:
    crls = dict.fromkeys(one.dump() for one in web.crl_fetcher.fetched_crls())
    ocsps = dict.fromkeys(one.dump() for one in web.ocsp_fetcher.fetched_responses())
    return replace(stamped, crls=tuple(crls)[:MOST_PIECES], ocsps=tuple(ocsps)[:MOST_PIECES])


def _why_not(online: EvidencedJudgement) -> Exception:
    if online.trusted_time is None:
        told = next((finding.code for finding in online.findings if finding.code.startswith("timestamp-")), "?")
        return StampNotBelieved(why=told)
    if online.sub_indication == "REVOKED":
        return SignerRevoked()
    if online.indication is Indication.PASSED or online.sub_indication == "TRY_LATER":
        return RevocationUnavailable()
    return SignerNotTrusted(detail=online.sub_indication)
