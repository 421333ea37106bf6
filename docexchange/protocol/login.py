"""The statement by which an official logs in: typed, naming the hub and its TLS key, so that it serves nowhere else.

What is signed is always built on the desk from checked values; bytes that came from the network are never signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from docexchange.books import plain_xml
from docexchange.protocol.errors import StatementUnreadable, in_our_words

TYPE = "login/1"
LIFETIME = timedelta(minutes=2)
"""Longest time between the hub's nonce and the use of the statement."""


@dataclass(frozen=True)
class LoginStatement:
    """`tls`: fingerprint of the hub's key; `nonce`: the hub's, used once; `expires`: aware, whole seconds."""

    hub: str
    tls: str
    official: str
    nonce: str
    expires: datetime


@in_our_words()
def write_login(statement: LoginStatement) -> bytes:
    """The unsigned canonical XML, ready for `signing.xml.sign.sign_xml`."""
    fields = {
        "hub": statement.hub,
        "tls": statement.tls,
        "official": statement.official,
        "nonce": statement.nonce,
        "expires": plain_xml.written_moment(statement.expires),
    }
    content = "".join(plain_xml.element(name, plain_xml.text(value)) for name, value in fields.items())
    return plain_xml.root("statement", TYPE, content)


@in_our_words()
def read_login(content: bytes) -> LoginStatement:
    """Read verified content strictly: `write_login` of the result gives the same bytes, or StatementUnreadable."""
    found = plain_xml.parse(content, "statement", TYPE)
    hub, tls, official, nonce, expires = (
        part.text or "" for part in plain_xml.parts(found, "hub", "tls", "official", "nonce", "expires")
    )
    statement = LoginStatement(hub, tls, official, nonce, plain_xml.moment(expires))
    if write_login(statement) != content:
        raise StatementUnreadable(reason="not-canonical")
    return statement
