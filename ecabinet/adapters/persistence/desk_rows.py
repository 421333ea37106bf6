"""The desk's own row, whom it trusts, and the directory of agencies as last fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from ecabinet.adapters.persistence.values import moment_text, packed, unpacked
from ecabinet.application.ports import DeskIdentity
from ecabinet.domain.dispatches.dispatch import Agency
from ecabinet.domain.identity import OrganId
from ecabinet.domain.people.official import Official, Role


class DeskRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def create(
        self, identity: DeskIdentity, file_key: bytes, roots: Sequence[bytes], stamp_roots: Sequence[bytes]
    ) -> None:
        """The one row of a new store."""
        official = identity.official
        self._rows.execute(
            text(
                "insert into desk (id, official, role, agency, agency_name, in_charge, hub, fingerprint, tsa, file_key)"
                " values (1, :official, :role, :agency, :agency_name, :in_charge, :hub, :fingerprint, :tsa, :file_key)"
            ),
            {
                "official": official.id,
                "role": official.role.value,
                "agency": official.agency,
                "agency_name": official.agency_name,
                "in_charge": identity.in_charge,
                "hub": identity.hub,
                "fingerprint": identity.fingerprint,
                "tsa": identity.tsa,
                "file_key": file_key,
            },
        )
        for purpose, certificates in (("root", roots), ("tsa", stamp_roots)):
            for der in dict.fromkeys(certificates):
                self._rows.execute(
                    text("insert into trust_anchor (purpose, der) values (:purpose, :der)"),
                    {"purpose": purpose, "der": der},
                )

    def load(self) -> DeskIdentity:
        row = self._rows.execute(text("select * from desk")).mappings().one()
        official = Official(row["official"], Role(row["role"]), OrganId(row["agency"]), row["agency_name"])
        return DeskIdentity(official, row["in_charge"], row["hub"], row["fingerprint"], row["tsa"])

    def set_tsa(self, address: str) -> None:
        self._rows.execute(text("update desk set tsa = :tsa"), {"tsa": address})

    def file_key(self) -> bytes:
        return bytes(self._rows.execute(text("select file_key from desk")).scalar_one())

    def trust(self) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        rows = self._rows.execute(text("select purpose, der from trust_anchor")).all()
        return (
            tuple(bytes(der) for purpose, der in rows if purpose == "root"),
            tuple(bytes(der) for purpose, der in rows if purpose == "tsa"),
        )


class AgencyRows:
    def __init__(self, connection: Connection) -> None:
        self._rows = connection

    def replace(self, agencies: Sequence[Agency], at: datetime) -> None:
        self._rows.execute(text("delete from agency"))
        for one in agencies:
            self._rows.execute(
                text(
                    "insert or replace into agency"
                    " (organ_id, name, in_charge, address, email, telephone, capable, seals) values"
                    " (:organ_id, :name, :in_charge, :address, :email, :telephone, :capable, :seals)"
                ),
                {
                    "organ_id": one.organ_id,
                    "name": one.name,
                    "in_charge": one.in_charge,
                    "address": one.address,
                    "email": one.email,
                    "telephone": one.telephone,
                    "capable": int(one.capable),
                    "seals": packed(list(one.seals)),
                },
            )
        self._rows.execute(text("update desk set directory_at = :at"), {"at": moment_text(at)})

    def get(self, organ_id: OrganId) -> Agency | None:
        row = self._rows.execute(text("select * from agency where organ_id = :id"), {"id": organ_id}).mappings().first()
        if row is None:
            return None
        facts = {name: row[name] for name in ("name", "in_charge", "address", "email", "telephone")}
        return Agency(
            organ_id=OrganId(row["organ_id"]),
            capable=bool(row["capable"]),
            seals=tuple(unpacked(row["seals"])),
            **facts,
        )

    def known(self) -> bool:
        return self._rows.execute(text("select directory_at from desk")).scalar_one() is not None
