"""What must hold before a document may leave: issued, not secret, number as sealed."""

from __future__ import annotations

from ecabinet.domain.documents.evidence import Verdict
from ecabinet.domain.errors import Refusal


class NotIssued(Refusal):
    """Only what both the authorised person and the agency have signed may leave (Decree 30/2020, Article 5)."""

    code = "document-not-issued"


class SealedByAnotherAgency(Refusal):
    """An agency sends what it has issued itself; the seal's certificate names another (Decree 30/2020, Article 32)."""

    code = "sealed-by-another-agency"


class AttachmentDoesNotVerify(Refusal):
    """A signed file beside the document must verify as well as the document itself."""

    code = "attachment-does-not-verify"


class SecretDocument(Refusal):
    """Mật and above never enter (Law 29/2018 on state secrets, Article 5; Decision 28/2018, Article 1)."""

    code = "secret-document"


class SecrecyUnknown(Refusal):
    """A document whose pages cannot be searched for the stamp of secrecy does not leave: fail closed."""

    code = "secrecy-unknown"


class NumberDiffersFromSeal(Refusal):
    """The sealed file says another number, notation or date than what was asked for."""

    code = "differs-from-sealed-document"


class FactMissing(Refusal):
    """The envelope needs a fact that neither the document nor the options gave."""

    code = "dispatch-fact-missing"


class UnknownAgency(Refusal):
    """The addressee is not in the hub's directory."""

    code = "unknown-addressee"


_HOLDS = (Verdict.VALID, Verdict.VALID_WITH_REMARKS)


def must_be_issued(verdict: Verdict, *, issued: bool, name: str) -> None:
    if not issued or verdict not in _HOLDS:
        raise NotIssued(file=name, verdict=verdict.value)


def must_be_sealed_by(agency: str, sealed_by: str, name: str) -> None:
    if sealed_by and sealed_by != agency:
        raise SealedByAnotherAgency(file=name, sealed_by=sealed_by, agency=agency)


def must_verify(verdict: Verdict, name: str) -> None:
    """Unsigned files may be attached; signed ones must hold."""
    if verdict not in (*_HOLDS, Verdict.UNSIGNED):
        raise AttachmentDoesNotVerify(file=name, verdict=verdict.value)


def must_not_be_secret(mark: str | None, name: str) -> None:
    if mark:
        raise SecretDocument(file=name, mark=mark)


def must_be_searched(*, unread: bool, name: str) -> None:
    if unread:
        raise SecrecyUnknown(file=name)


def must_agree(fact: str, given: str, sealed: str) -> None:
    if given and sealed and given != sealed:
        raise NumberDiffersFromSeal(fact=fact, given=given, sealed=sealed)
