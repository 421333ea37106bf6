"""Files of ours at every stage, made once by the real signing parts against the real test PKI."""

from __future__ import annotations

from datetime import date

import pytest
from judging_papers import Papers, key_of, picture, prepared

from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from signing.trust.store import load_trust
from ui.demo.pki import TestPki

BLUE, RED = picture("#0b2fa0"), picture("#d01010")


@pytest.fixture(scope="session")
def papers(pki: TestPki) -> Papers:
    trust = load_trust(pki.trust)
    minister, agency = key_of(pki, "minister"), key_of(pki, "seal")
    day, number, tsa = date(2026, 11, 21), "15", pki.tsa_url
    ready = prepared()
    leader_b = sign_leader(ready, minister, level="B", stamp=BLUE)
    leader_t = sign_leader(ready, minister, level="T", tsa_url=tsa, trust=trust, stamp=BLUE)
    leader_lt = sign_leader(ready, minister, level="LT", tsa_url=tsa, trust=trust, stamp=BLUE)
    return Papers(
        trust=trust,
        prepared=ready,
        leader_b=leader_b,
        issued_b=seal(leader_b, agency, number=number, day=day, level="B", stamp=RED),
        issued_t=seal(leader_t, agency, number=number, day=day, level="T", tsa_url=tsa, trust=trust, stamp=RED),
        leader_lt=leader_lt,
        issued_lta=seal(leader_lt, agency, number=number, day=day, level="LTA", tsa_url=tsa, trust=trust, stamp=RED),
    )
