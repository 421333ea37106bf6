"""Who may write in a book: a pure fold over its own statements, the same on the hub and on every desk (R2).

Rooted in the founding agency's seal; never in a directory. Whether a statement is right by the rules of procedure is
judged by readers elsewhere; here only: is this the book's circle, is this the signer, may such a key say this at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from cryptography import x509

from docexchange.books.errors import NotFounded
from docexchange.books.founding_bodies import (
    BODIES,
    PROFILE_CHANGE,
    ROLE_END,
    ROLE_GRANT,
    DeskEnd,
    DeskEnrol,
    EpochOpen,
    Found,
    FoundingBody,
    Kind,
    Malformed,
    Member,
    Profile,
    ProfileChange,
    RoleEnd,
    RoleGrant,
)
from docexchange.books.model import FOUNDING, Statement
from docexchange.books.nodes import write_body
from docexchange.books.statement import SignedStatement
from signing.keys.holder import read_holder

DESK_TYPES: Final = frozenset({"login/1", "slip.delivered/1", "head.seen/1", "speaker.ask/1", "page.follow/1"})
"""All that a desk's key ever signs; of these `login/1` is no statement of a book."""
CIRCLE_TYPES: Final = frozenset({ROLE_GRANT, ROLE_END, PROFILE_CHANGE})
"""What changes the circle or its rules: in an office head or seal, in a meeting chair and seal together."""


class Reason(StrEnum):
    """Why a statement may not stand in a book; each is a finding's code with words in `ui.kit.words.books`."""

    NOT_FOUNDING = "book-not-founding"
    SEAL_MISSING = "book-seal-missing"
    ALREADY_FOUNDED = "book-already-founded"
    OTHER_BOOK = "book-other-book"
    MALFORMED = "book-malformed"
    UNKNOWN_OFFICIAL = "book-unknown-official"
    OTHER_CERTIFICATE = "book-other-certificate"
    ROLE_ENDED = "book-role-ended"
    ROLE_EXPIRED = "book-role-expired"
    DESK_KEY_LIMITED = "book-desk-key-limited"
    DESK_KEY_EXPIRED = "book-desk-key-expired"
    NO_RIGHT = "book-no-right"
    CERTIFICATE_TAKEN = "book-certificate-taken"
    UNKNOWN_DESK_KEY = "book-unknown-desk-key"
    EPOCH_NOT_NEXT = "book-epoch-not-next"


@dataclass(frozen=True)
class Official:
    """A member as he stands now; `until`: the last moment, None without end."""

    id: str
    name: str
    post: str
    roles: frozenset[str]
    certificates: frozenset[str]
    until: datetime | None = None
    ended: bool = False


@dataclass(frozen=True)
class DeskKey:
    """A desk's key, by the digest of its certificate."""

    official: str
    certificate: str
    until: datetime


@dataclass(frozen=True)
class Membership:
    """`seal`: digest of the agency's seal certificate; `hub`: digest of the key that signs receipts now.

    `agreeing`: changes of a meeting's circle that one of chair and seal has signed and the other not yet.
    """

    book: str
    kind: Kind
    title: str
    agency: str
    seal: str
    hub: str
    profile: Profile
    epoch: int
    officials: Mapping[str, Official]
    desks: Mapping[str, DeskKey] = field(default_factory=lambda: MappingProxyType({}))
    agreeing: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def founded_by(cls, signed: SignedStatement) -> Membership:
        """Raises NotFounded (reason) unless an agency's seal founds a book of its own agency here.

        Whether that seal is genuine is for `signing.trust.path` to say.
        """
        statement = signed.statement
        if statement.type != FOUNDING:
            raise NotFounded(reason=Reason.NOT_FOUNDING)
        found = _body(statement)
        if not isinstance(found, Found):
            raise NotFounded(reason=Reason.MALFORMED)
        if not _sealed_by(signed.certificate, found.agency) or statement.by != found.agency:
            raise NotFounded(reason=Reason.SEAL_MISSING)
        certificates = {one.certificate for one in found.officials} | {signed.certificate_digest}
        if len(certificates) != len(found.officials) + 1:
            raise NotFounded(reason=Reason.CERTIFICATE_TAKEN)
        officials = {one.id: _official(one) for one in found.officials}
        if len(officials) != len(found.officials) or found.agency in officials:
            raise NotFounded(reason=Reason.MALFORMED)
        return cls(
            *(signed.book, found.kind, found.title, found.agency, signed.certificate_digest, found.hub, found.profile),
            epoch=1,
            officials=MappingProxyType(officials),
        )

    def may_write(self, signed: SignedStatement, *, at: datetime) -> Reason | None:
        """Why this statement may not stand next in the book, None if it may; `at`: when the hub accepts it, aware."""
        statement = signed.statement
        if statement.type == FOUNDING:
            return Reason.ALREADY_FOUNDED
        if statement.book != self.book:
            return Reason.OTHER_BOOK
        stranger = self._signer_flaw(signed, at)
        if stranger is not None or statement.type not in BODIES:
            return stranger
        return self._circle_flaw(statement, by_seal=statement.by == self.agency)

    def after(self, signed: SignedStatement, *, at: datetime) -> Membership:
        """The circle after this statement; unchanged when it may not be written or changes nothing."""
        statement = signed.statement
        if statement.type not in BODIES or self.may_write(signed, at=at) is not None:
            return self
        change = _body(statement)
        if self.kind == "meeting" and statement.type in CIRCLE_TYPES:
            return self._agreed(statement, change)
        return self._changed(change)

    def _signer_flaw(self, signed: SignedStatement, at: datetime) -> Reason | None:
        by, certificate = signed.statement.by, signed.certificate_digest
        if by == self.agency:
            return None if certificate == self.seal else Reason.OTHER_CERTIFICATE
        official = self.officials.get(by)
        if official is None:
            return Reason.UNKNOWN_OFFICIAL
        if certificate not in official.certificates:
            desk = self.desks.get(certificate)
            if desk is None or desk.official != by:
                return Reason.OTHER_CERTIFICATE
            if signed.statement.type not in DESK_TYPES:
                return Reason.DESK_KEY_LIMITED
            if at > desk.until:
                return Reason.DESK_KEY_EXPIRED
        if official.ended:
            return Reason.ROLE_ENDED
        return Reason.ROLE_EXPIRED if official.until is not None and at > official.until else None

    def _circle_flaw(self, statement: Statement, *, by_seal: bool) -> Reason | None:
        roles = frozenset[str]() if by_seal else self.officials[statement.by].roles
        governs = by_seal or ("head" if self.kind == "office" else "chair") in roles
        match _body(statement):
            case None:
                return Reason.MALFORMED
            case EpochOpen(epoch=epoch):
                if not by_seal:
                    return Reason.NO_RIGHT
                return None if epoch == self.epoch + 1 else Reason.EPOCH_NOT_NEXT
            case DeskEnrol(official=official, certificate=certificate):
                if by_seal or official != statement.by:
                    return Reason.NO_RIGHT
                return Reason.CERTIFICATE_TAKEN if self._holds(certificate) else None
            case DeskEnd(official=official, certificate=certificate):
                if official != statement.by and not governs:
                    return Reason.NO_RIGHT
                desk = self.desks.get(certificate)
                return None if desk is not None and desk.official == official else Reason.UNKNOWN_DESK_KEY
            case change:
                return self._change_flaw(change) if governs else Reason.NO_RIGHT

    def _change_flaw(self, change: FoundingBody) -> Reason | None:
        if isinstance(change, RoleGrant):
            if change.official.id == self.agency:
                return Reason.MALFORMED
            taken = self._holds(change.official.certificate, but=change.official.id)
            return Reason.CERTIFICATE_TAKEN if taken else None
        if isinstance(change, RoleEnd):
            official = self.officials.get(change.official)
            if official is None:
                return Reason.UNKNOWN_OFFICIAL
            return Reason.ROLE_ENDED if official.ended else None
        return None

    def _holds(self, certificate: str, *, but: str = "") -> bool:
        """Whether a certificate already speaks for the seal, a desk, or an official other than `but` (R9)."""
        if certificate == self.seal or certificate in self.desks:
            return True
        others = (one for one in self.officials.values() if one.id != but and not one.ended)
        return any(certificate in one.certificates for one in others)

    def _agreed(self, statement: Statement, change: FoundingBody | None) -> Membership:
        """Chair and seal each sign the same type and body; the second of them makes it hold."""
        key = sha256(f"{statement.type}\n{write_body(statement.body)}".encode()).hexdigest()
        sides = self.agreeing.get(key, frozenset()) | {"seal" if statement.by == self.agency else "chair"}
        waiting = {other: found for other, found in self.agreeing.items() if other != key}
        if len(sides) == 2:
            return replace(self._changed(change), agreeing=MappingProxyType(waiting))
        return replace(self, agreeing=MappingProxyType(waiting | {key: sides}))

    def _changed(self, change: FoundingBody | None) -> Membership:
        match change:
            case RoleGrant(official=member):
                old = self.officials.get(member.id)
                renewed = old is not None and old.certificates != {member.certificate}
                return self._with(_official(member), keep_desks=not renewed)
            case RoleEnd(official=name):
                return self._with(replace(self.officials[name], ended=True), keep_desks=False)
            case DeskEnrol(official=name, certificate=certificate, until=until):
                desks = {**self.desks, certificate: DeskKey(name, certificate, until)}
                return replace(self, desks=MappingProxyType(desks))
            case DeskEnd(certificate=certificate):
                left = {key: desk for key, desk in self.desks.items() if key != certificate}
                return replace(self, desks=MappingProxyType(left))
            case ProfileChange(profile=profile):
                return replace(self, profile=profile)
            case EpochOpen(epoch=epoch, hub=hub):
                return replace(self, epoch=epoch, hub=hub)
            case _:
                return self

    def _with(self, official: Official, *, keep_desks: bool) -> Membership:
        """A lost card may have enrolled desks of its own, so they end with it."""
        desks = {key: desk for key, desk in self.desks.items() if keep_desks or desk.official != official.id}
        officials = {**self.officials, official.id: official}
        return replace(self, officials=MappingProxyType(officials), desks=MappingProxyType(desks))


def _official(member: Member) -> Official:
    roles, certificates = frozenset(member.roles), frozenset({member.certificate})
    return Official(member.id, member.name, member.post, roles, certificates, member.until)


def _sealed_by(certificate: x509.Certificate, agency: str) -> bool:
    try:
        holder = read_holder(certificate)
    except ValueError:
        # The subject is parsed only when it is read, so a certificate may be fine but for its names.
        return False
    return holder.kind == "agency" and holder.organ_id == agency


def _body(statement: Statement) -> FoundingBody | None:
    """The body of a type understood here; None when it is not of its form."""
    try:
        return BODIES[statement.type].from_body(statement.body)
    except (Malformed, ValueError):
        return None
