"""An office of seven and a pen: makes verified entries without keys, for rules, properties and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from ecabinet.domain.books.body import Node
from ecabinet.domain.books.entry import Entry, FileReference
from ecabinet.domain.offices.mandate import Authority
from ecabinet.domain.offices.member import OfficeRole
from ecabinet.domain.offices.office import Office
from ecabinet.domain.offices.profile import DECREE_30, OfficeProfile
from ecabinet.domain.offices.reasons import Reason
from ecabinet.domain.offices.replay import Replaying
from ecabinet.domain.offices.statements.arrival_register import ArrivalRegister
from ecabinet.domain.offices.statements.book_found import BookFound
from ecabinet.domain.offices.statements.catalogue import RULES
from ecabinet.domain.offices.statements.directive_give import DirectiveGive
from ecabinet.domain.offices.statements.document_issued import DocumentIssued
from ecabinet.domain.offices.statements.document_signed import DocumentSigned
from ecabinet.domain.offices.statements.draft_approve import DraftApprove
from ecabinet.domain.offices.statements.draft_submit import DraftSubmit
from ecabinet.domain.offices.statements.mandate_give import MandateGive
from ecabinet.domain.offices.statements.number_take import NumberTake
from ecabinet.domain.offices.statements.official_part import OfficialPart, ProfilePart

SEAL = "000.00.00.G22"
OTHER_AGENCY = "000.00.00.G12"
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ROLES: dict[str, tuple[str, str, OfficeRole]] = {
    "an": ("Nguyễn Văn An", "Bộ trưởng, Chủ nhiệm", OfficeRole.HEAD),
    "cuong": ("Phạm Đức Cường", "Phó Chủ nhiệm", OfficeRole.LEADER),
    "dung": ("Lê Thị Dung", "Vụ trưởng", OfficeRole.UNIT_HEAD),
    "bich": ("Trần Thị Bích", "Chuyên viên", OfficeRole.SPECIALIST),
    "khoa": ("Đỗ Đăng Khoa", "Chuyên viên", OfficeRole.SPECIALIST),
    "lan": ("Vũ Thị Lan", "Văn thư", OfficeRole.CLERK),
    "mai": ("Hoàng Thị Mai", "Văn thư", OfficeRole.CLERK),
}
TYPES: dict[type, str] = {rule.read.__self__: type for type, rule in RULES.items()}  # type: ignore[attr-defined]


def digest(of: object) -> str:
    return sha256(str(of).encode()).hexdigest()


def identity(of: object) -> str:
    """A UUIDv7-shaped id that is the same in every run."""
    return str(UUID(digest(of)[:12] + "7" + digest(of)[13:16] + "8" + digest(of)[17:32]))


def certificate(official: str) -> str:
    return digest(f"certificate of {official}")


def file_of(sha256: str) -> FileReference:
    return FileReference("van-ban.pdf", "application/pdf", 1000, sha256)


def official_part(id: str, *roles: str, until: datetime | None = None, card: str = "") -> OfficialPart:
    name, post, role = ROLES.get(id, (id, "Chuyên viên", OfficeRole.SPECIALIST))
    return OfficialPart(id, name, post, roles or (role.value,), certificate(card or id), until)


def founding(profile: OfficeProfile = DECREE_30, **changes: Any) -> BookFound:
    facts: dict[str, Any] = {
        "kind": "office",
        "title": "Văn phòng Chính phủ",
        "agency": SEAL,
        "hub": digest("hub"),
        "profile": ProfilePart(profile.name, profile.digest),
        "officials": tuple(map(official_part, ROLES)),
    }
    return BookFound(**(facts | changes))


class OfficeBook:
    """A book being written; every `say` gives the reason if the statement was set aside."""

    def __init__(self, *profiles: OfficeProfile, founded: bool = True) -> None:
        profiles = profiles or (DECREE_30,)
        self.replaying = Replaying({profile.digest: profile for profile in profiles})
        self.entries: list[Entry] = []
        self.now = NOON
        if founded:
            assert self.say(SEAL, founding(profiles[0])) is None

    @property
    def office(self) -> Office:
        return self.replaying.office()

    def entry(self, by: str, body: Any, **facts: Any) -> Entry:
        """What `say` would say; `body` is a body or a bare node with `type`."""
        sequence = len(self.entries) + 1
        files: Iterable[str] = facts.pop("files", ())
        node: Node = body.to_node() if hasattr(body, "to_node") else body
        known: dict[str, Any] = {
            "sequence": sequence,
            "epoch": 1,
            "accepted_at": self.now,
            "id": UUID(identity(("statement", sequence))),
            "type": TYPES.get(type(body), ""),
            "by": by,
            "post": "",
            "authority": "",
            "delegation": "",
            "made": self.now,
            "seen_sequence": sequence - 1,
            "body": node,
            "files": tuple(map(file_of, files)),
            "digest": digest(("entry", sequence, by, node)),
            "signer": certificate(by),
            "by_seal": by == SEAL,
        }
        return Entry(**(known | facts))

    def say(self, by: str, body: Any, **facts: Any) -> Reason | None:
        entry = self.entry(by, body, **facts)
        self.entries.append(entry)
        self.now += timedelta(seconds=1)
        return self.replaying.add(entry)

    def submitted(self, name: str = "d", version: int = 1, by: str = "bich", type: str = "QĐ") -> str:
        """A draft's version laid down; gives the draft's id. Its digest is `digest((name, version))`."""
        main = digest((name, version))
        body = DraftSubmit(identity(name), version, main, f"Dự thảo {name}", type, "QĐ-VPCP")
        assert self.say(by, body, files=(main,)) is None
        return identity(name)

    def approved(self, name: str = "d", version: int = 1, by: str = "dung", **facts: Any) -> str:
        draft = self.submitted(name, version, **facts)
        assert self.say(by, DraftApprove(draft, version, digest((name, version)))) is None
        return draft

    def signed(self, name: str = "d", version: int = 1, by: str = "an", **facts: Any) -> str:
        """An approved version signed by a leader; gives the revision's digest."""
        draft = self.approved(name, version)
        revision = digest(("signed", name, version))
        body = DocumentSigned(draft, version, digest((name, version)), revision)
        assert self.say(by, body, files=(revision,), **facts) is None
        return revision

    def numbered(self, name: str = "d", number: int = 1, by: str = "lan", series: str = "chung") -> str:
        revision = self.signed(name)
        assert self.say(by, NumberTake(series, 2026, number, revision)) is None
        return revision

    def issued(self, name: str = "d", number: int = 1, by: str = "lan") -> str:
        revision = self.numbered(name, number)
        sealed = digest(("sealed", name))
        body = DocumentIssued(revision, sealed, "chung", 2026, number, (OTHER_AGENCY,), identity(("dispatch", name)))
        assert self.say(by, body, files=(sealed,)) is None
        return sealed

    def registered(self, arrival: int = 1, by: str = "lan") -> None:
        assert self.say(by, arrival_body(arrival)) is None

    def directed(self, name: str = "t", by: str = "an", lead: str = "bich", support: tuple[str, ...] = ()) -> str:
        """A registered arrival with a directive; gives the task's id."""
        arrival = len(self.office.arrivals) + 1
        self.registered(arrival)
        body = DirectiveGive(
            identity(name), 2026, arrival, lead, support, date(2026, 11, 30), "Giao chuyên viên xử lý."
        )
        assert self.say(by, body) is None
        return identity(name)


def arrival_body(arrival: int, **changes: Any) -> ArrivalRegister:
    facts: dict[str, Any] = {
        "year": 2026,
        "arrival": arrival,
        "packet": digest(("packet", arrival)),
        "sender": OTHER_AGENCY,
        "document": f"{OTHER_AGENCY},2026/11/19,{arrival}/BTC-VP",
        "number": str(arrival),
        "notation": "BTC-VP",
        "day": date(2026, 11, 19),
        "subject": "Về việc góp ý dự thảo",
        "verdict": "valid",
    }
    return ArrivalRegister(**(facts | changes))


def mandate_body(name: str = "m", official: str = "cuong", **changes: Any) -> MandateGive:
    facts: dict[str, Any] = {
        "mandate": identity(name),
        "official": official,
        "authority": Authority.KT,
        "post": "BỘ TRƯỞNG, CHỦ NHIỆM",
        "document": "Quyết định số 12/QĐ-VPCP ngày 05 tháng 01 năm 2026",
        "since": NOON - timedelta(days=30),
    }
    return MandateGive(**(facts | changes))
