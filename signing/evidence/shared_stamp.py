"""One time stamp over a digest that stands for many signed statements: the head of a book's chain.

Whoever shows that a statement lies under the digest has shown that it existed when the digest was stamped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from asn1crypto import cms
from pyhanko.sign.validation import generic_cms
from pyhanko_certvalidator.fetchers import Fetchers

from signing.evidence.judge import EvidencedJudgement, judge_verified
from signing.evidence.record import Evidence
from signing.pdf.timestamping import DEFAULT_TIMEOUT, TimestampAuthority
from signing.trust.fetching import Web, fetchers
from signing.trust.policy import POLICY
from signing.trust.store import TrustSet
from signing.xml.verify import VerifiedXml, verify_xml

_MOST_SIGNERS = 1_000


def collect_shared(
    signed: Sequence[bytes], digest: bytes, trust: TrustSet, *, tsa_url: str, timeout: float = DEFAULT_TIMEOUT
) -> Evidence:
    """A stamp over `digest` (SHA-256) and the revocation data of everybody who signed one of `signed`.

    Gives what could be had; whether it proves anything is for `judge_shared`. Raises `XmlSignatureBroken`, and the
    errors of `TimestampAuthority`. Not from inside a running event loop.
    """
    every = [verify_xml(one) for one in signed[:_MOST_SIGNERS]]
    web = fetchers(Web(replace(POLICY, fetch_seconds=min(timeout, POLICY.fetch_seconds))))
    return asyncio.run(_collect(every, digest, trust, TimestampAuthority(tsa_url, timeout), web))


async def _collect(
    every: Sequence[VerifiedXml], digest: bytes, trust: TrustSet, authority: TimestampAuthority, web: Fetchers
) -> Evidence:
    token = await authority.async_timestamp(digest, "sha256")
    evidence = Evidence(digest.hex(), token.dump(), certificates=_stamp_certificates(token))
    for one in every:
        await judge_verified(one, evidence.digest, evidence, trust, None, web)
    crls = dict.fromkeys(one.dump() for one in web.crl_fetcher.fetched_crls())
    ocsps = dict.fromkeys(one.dump() for one in web.ocsp_fetcher.fetched_responses())
    return replace(evidence, crls=tuple(crls), ocsps=tuple(ocsps))


def judge_shared(signed: bytes, evidence: Evidence | None, trust: TrustSet) -> EvidencedJudgement:
    """The signer of `signed` at the time that the stamp over `evidence.digest` proves; nothing is fetched.

    The caller has shown that `signed` lies under that digest. Raises `XmlSignatureBroken`.
    """
    verified = verify_xml(signed)
    digest = evidence.digest if evidence else ""
    return asyncio.run(judge_verified(verified, digest, evidence, trust, None, None))


def _stamp_certificates(token: cms.ContentInfo) -> tuple[bytes, ...]:
    stamps = generic_cms.extract_certs_for_validation(token["content"])
    return tuple(dict.fromkeys(one.dump() for one in (stamps.signer_cert, *stamps.other_certs)))
