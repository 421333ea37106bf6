"""A real hub process over TCP with three agencies, their officials' keys, and packets to send."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import io
import json
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID

from docexchange.client.hub_client import HubAddress, HubClient, Timeouts
from docexchange.hub import administration
from docexchange.hub.store.directory import Agency, Official
from docexchange.protocol.login import LoginStatement, write_login
from signing.xml.sign import sign_xml

A, B, C = "000.00.00.A01", "000.00.00.B02", "000.00.00.C03"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Key:
    """A P-256 key with a self-signed certificate; `days` before now may be negative for one that has expired."""

    def __init__(
        self, name: str, until: timedelta = timedelta(days=30), more: tuple[x509.NameAttribute, ...] = ()
    ) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), *more])
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(self.private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime.now(UTC) - timedelta(days=60))
            .not_valid_after(datetime.now(UTC) + until)
            .sign(self.private, hashes.SHA256())
        )
        self.chain: tuple[x509.Certificate, ...] = ()

    def sign(self, data: bytes) -> bytes:
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        return encode_dss_signature(r, min(s, ORDER - s))

    def write(self, path: Path) -> Path:
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return path

    def statement(self, unsigned: bytes) -> bytes:
        return sign_xml(unsigned, self, made=datetime.now(UTC))


class HubProcess:
    """`ecabinet-hub serve` as its own process; keeps its port over restarts."""

    def __init__(self, data: Path, *options: str, port: int = 0, preexec: Any = None) -> None:
        self.data, self.options, self.port, self.preexec = data, options, port, preexec
        self.program: tuple[str, ...] = ("-m", "docexchange.hub.cli")
        self.start()

    def start(self) -> None:
        command = [sys.executable, *self.program, "serve", "--json", "--data", str(self.data)]
        self.log = (self.data.parent / f"{self.data.name}.log").open("ab")
        self.process = subprocess.Popen(
            [*command, "--listen", f"127.0.0.1:{self.port}", *self.options],
            stdout=subprocess.PIPE,
            stderr=self.log,
            preexec_fn=self.preexec,
        )
        line = self.process.stdout.readline()
        assert line, (self.data.parent / f"{self.data.name}.log").read_text()
        self.facts = json.loads(line)
        self.address = HubAddress(self.facts["address"], self.facts["fingerprint"])
        self.port = urlsplit(self.address.url).port

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def memory(self) -> int:
        return memory_peak(self.process.pid)


@dataclass
class World:
    hub: HubProcess
    keys: dict[str, Key]
    clients: list[HubClient] = field(default_factory=list)
    logged_in: dict[str, HubClient] = field(default_factory=dict)

    def client(self, official: str) -> HubClient:
        """The official's session, opened at first use: logins are slowed down by the hub."""
        if official not in self.logged_in:
            self.logged_in[official] = self.fresh_client(official)
        return self.logged_in[official]

    def fresh_client(self, official: str | None = None, timeouts: Timeouts = Timeouts()) -> HubClient:
        made = HubClient(self.hub.address, timeouts=timeouts)
        self.clients.append(made)
        if official is not None:
            made.login(official, self.keys[official].statement)
        return made

    def close(self) -> None:
        for client in self.clients:
            client.close()
        self.hub.kill()


OFFICIALS = (
    ("clerk-a", A, "clerk"),
    ("leader-a", A, "leader"),
    ("clerk-b", B, "clerk"),
    ("clerk-c", C, "clerk"),
    ("expired-a", A, "clerk"),
)


def found_world(data: Path, *options: str, preexec: Any = None) -> World:
    keys = {name: Key(name) for name, _, _ in OFFICIALS}
    keys["expired-a"] = Key("expired-a", until=timedelta(days=-1))
    for organ_id in (A, B, C):
        administration.add_agency(data, Agency(organ_id, f"Cơ quan {organ_id}", "", "", True))
    for name, organ_id, role in OFFICIALS:
        digest, der = administration.read_certificate(keys[name].write(data.parent / f"{name}.pem"))
        administration.add_official(data, Official(name, organ_id, name, role, der, digest), renew=False)
    return World(HubProcess(data, *options, preexec=preexec), keys)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = found_world(tmp_path_factory.mktemp("hub") / "data")
    yield made
    made.close()


@pytest.fixture
def own_world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A hub of its own for one test; `request.param` holds options of `serve`."""
    made = found_world(tmp_path / "data", *getattr(request, "param", ()))
    yield made
    made.close()


@dataclass(frozen=True)
class Packet:
    content: bytes

    def open(self) -> BinaryIO:
        return io.BytesIO(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def submit(self, client: HubClient, operation: UUID | None = None) -> bytes:
        return client.submit(operation or uuid4(), self.open, len(self.content), self.sha256)


_E = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'


def document(
    sender: str = A, to: Sequence[str] = (B,), document_id: str | None = None, subject: str = "V/v thử nghiệm"
) -> Packet:
    """A small document packet, in the SDK's order."""
    document_id = document_id or f"{sender},2026/11/21,{uuid4()}"
    addressees = "".join(_organ("To", one) for one in to)
    header = (
        f"{_organ('From', sender)}{addressees}<edXML:DocumentId>{document_id}</edXML:DocumentId>"
        "<edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>VPCP-TH</edXML:CodeNotation></edXML:Code>"
        "<edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place>"
        "<edXML:PromulgationDate>2026/11/21</edXML:PromulgationDate></edXML:PromulgationInfo>"
        "<edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>"
        f"<edXML:Subject>{subject}</edXML:Subject>"
    )
    return Packet(_packet(header))


def status(sender: str = B, to: str = A, document_id: str = "x", code: str = "03") -> Packet:
    header = (
        f"{_organ('From', sender)}<edXML:ResponseFor><edXML:OrganId>{to}</edXML:OrganId>"
        "<edXML:Code>12/VPCP-TH</edXML:Code>"
        f"<edXML:PromulgationDate>2026/11/21</edXML:PromulgationDate><edXML:DocumentId>{document_id}</edXML:DocumentId>"
        f"</edXML:ResponseFor><edXML:StatusCode>{code}</edXML:StatusCode><edXML:Description>x</edXML:Description>"
        "<edXML:Timestamp>2026/11/21 10:00:00</edXML:Timestamp>"
    )
    return Packet(_packet(header))


def _packet(header: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
        f"<edXML:edXMLEnvelope {_E}><edXML:edXMLHeader><edXML:MessageHeader>{header}</edXML:MessageHeader>"
        "</edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"
    ).encode()


def _organ(name: str, organ_id: str) -> str:
    return f"<edXML:{name}><edXML:OrganId>{organ_id}</edXML:OrganId></edXML:{name}>"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> str:
        assert self.headers["content-type"] == "application/problem+json", self.body
        told = json.loads(self.body)
        assert told["status"] == self.status
        return told["code"]


def raw(
    hub: HubProcess, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    """A call past the client, as a stranger's program would make it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", hub.port, context=context, timeout=20)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def bearer(client: HubClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {client.session.token}"}


def repr_digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def statement_for(process: HubProcess, name: str, /, **changes: Any) -> bytes:
    """An unsigned login statement over a fresh nonce, with some fields changed."""
    answer = raw(process, "POST", "/v1/login/challenge", json.dumps({"official": name}).encode())
    told = json.loads(answer.body)
    expires = datetime.fromisoformat(told["expires"].replace("Z", "+00:00"))
    fields = {
        "hub": told["hub"],
        "tls": told["tls"],
        "official": name,
        "nonce": told["nonce"],
        "expires": expires,
    } | changes
    return write_login(LoginStatement(**fields))


def memory_peak(pid: int) -> int:
    """VmHWM in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def memory_now(pid: int) -> int:
    """VmRSS in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def reset_memory_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def wait_for(condition: Any, seconds: float = 5) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def descriptor_count(pid: int) -> int:
    """Open files and sockets of a process, without the pool of connections to its store."""
    count = 0
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            count += "hub.sqlite" not in str(descriptor.readlink())
    return count
