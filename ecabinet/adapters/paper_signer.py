"""Papers in type and under a signature, for the office: everything made here was judged before it is given away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ecabinet.adapters.typesetter.typesetter import Typesetter
from ecabinet.application.book_ports import PaperOptions
from ecabinet.domain.errors import Refusal
from signing.keys.key import SigningKey
from signing.pdf.seal import seal
from signing.pdf.sign import sign_leader
from signing.pdf.signature_act import Level
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet
from signing.verdict import Indication


class PaperDoesNotHold(Refusal):
    """A signature of the paper just made, or of the one before it, does not hold. Facts: signer, reason."""

    code = "office-paper-does-not-hold"


class PaperNumberedAlready(Refusal):
    """The data of a draft name a number or a date; both are the clerk's to give."""

    code = "office-paper-numbered"


class PaperSigner:
    """Signs with one key; without a key it only looks at papers."""

    def __init__(self, key: SigningKey | None, trust: TrustSet, *, fetch: bool) -> None:
        self._key = key
        self._trust = trust
        self._fetch = fetch
        self._typesetter = Typesetter()

    def checked(self, data: bytes) -> Mapping[str, object]:
        """Raises PaperNumberedAlready, and what the typesetter raises."""
        facts = self._typesetter.read(data)
        if facts.get("number") or facts.get("date"):
            raise PaperNumberedAlready()
        self._typesetter.prepared(self._typesetter.typeset(facts))
        return facts

    def signed(self, data: bytes, options: PaperOptions) -> bytes:
        """The leader's act. Raises PaperDoesNotHold, and what typesetter and `sign_leader` raise."""
        paper = self._typesetter.prepared(self._typesetter.typeset(self._typesetter.read(data)))
        made = sign_leader(
            paper,
            self._hand,
            level=_level(options),
            tsa_url=options.tsa_url,
            stamp=options.stamp,
            trust=self._trust,
        )
        return self._judged(made)

    def sealed(self, pdf: bytes, number: int, day: datetime, options: PaperOptions) -> bytes:
        """The clerk's act with the agency's key. Raises PaperDoesNotHold, and what `seal` raises."""
        made = seal(
            pdf,
            self._hand,
            number=str(number),
            day=day.date(),
            level=_level(options),
            tsa_url=options.tsa_url,
            stamp=options.stamp,
            trust=self._trust,
        )
        return self._judged(made)

    @property
    def _hand(self) -> SigningKey:
        if self._key is None:
            raise ValueError("papers opened without a key sign nothing")
        return self._key

    def _judged(self, made: bytes) -> bytes:
        for one in judge_pdf(made, self._trust, fetch=self._fetch).signatures:
            if one.indication is Indication.FAILED or not one.integrity:
                raise PaperDoesNotHold(signer=one.signer, reason=one.sub_indication.lower().replace("_", "-"))
        return made


def _level(options: PaperOptions) -> Level:
    found: dict[str, Level] = {"B": "B", "T": "T", "LT": "LT", "LTA": "LTA"}
    return found[options.level]
