"""Files that say of themselves what a reader and a judge would find in them: JSON under any name."""

from __future__ import annotations

import json
from datetime import date

from ecabinet.application.file_ports import DocumentFacts, FileEvidence
from ecabinet.domain.dispatches.dispatch import Signer
from ecabinet.domain.documents.evidence import Verdict


def telling(**facts) -> bytes:
    return json.dumps({"tells": True} | facts, default=str).encode()


def issued(number: str = "12", **facts) -> bytes:
    told = {"verdict": "valid", "issued": True, "number": number, "notation": "QĐ-VPCP", "date": "2026-11-20"}
    return telling(**(told | {"subject": "Về việc ban hành quy chế", "text": "Điều 1. Ban hành"} | facts))


def _told(open_file) -> dict:
    try:
        with open_file() as stream:
            found = json.loads(stream.read())
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.get("tells") else {}


class TellingReader:
    def facts(self, name, size, open_file):
        told = _told(open_file)
        return DocumentFacts(
            text=told.get("text", ""),
            secrecy_mark=told.get("secrecy"),
            number=told.get("number", ""),
            issued_on=date.fromisoformat(told["date"]) if told.get("date") else None,
            notation=told.get("notation", ""),
            subject=told.get("subject", ""),
        )


class TellingJudge:
    def judge(self, name, size, open_file):
        told = _told(open_file)
        verdict = Verdict(told.get("verdict", "unsigned"))
        return FileEvidence(verdict, told.get("issued", False), Signer("Nguyễn Văn An", "Bộ trưởng"))
