"""Only the enrolled official, at this hub, now, once."""

from __future__ import annotations

import hashlib
import json
import socket
import sqlite3
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from hub_world import World, bearer, raw, statement_for

from docexchange.protocol.errors import StatementUnreadable
from docexchange.protocol.login import LoginStatement, read_login, write_login


def enter(world: World, signed: bytes):
    return raw(world.hub, "POST", "/v1/login", signed)


def test_the_enrolled_official_gets_a_session_of_twelve_hours(world: World):
    client = world.client("clerk-a")
    assert (client.session.organ_id, client.session.role) == ("000.00.00.A01", "clerk")
    left = client.session.expires - datetime.now(UTC)
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert len(client.agencies()) == 3


def test_a_token_is_stored_only_as_a_digest(world: World):
    token = world.client("clerk-a").session.token
    with sqlite3.connect(world.hub.data / "hub.sqlite") as store:
        stored = {row[0] for row in store.execute("SELECT token_digest FROM session")}
    assert hashlib.sha256(token.encode()).hexdigest() in stored
    assert token.encode() not in (world.hub.data / "hub.sqlite").read_bytes()


def test_a_statement_serves_once(world: World):
    signed = world.keys["clerk-a"].statement(statement_for(world.hub, "clerk-a"))
    assert enter(world, signed).status == 200
    again = enter(world, signed)
    assert (again.status, again.problem) == (401, "hub-nonce-used")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hub": "hub-00000000-0000-4000-8000-000000000000"}, "hub-login-elsewhere"),
        ({"tls": "ab" * 32}, "hub-login-elsewhere"),
        ({"nonce": "made-up"}, "hub-nonce-used"),
        ({"expires": datetime.now(UTC) - timedelta(seconds=1)}, "hub-login-expired"),
        ({"expires": datetime.now(UTC) + timedelta(hours=1)}, "hub-login-expired"),
    ],
)
def test_a_statement_for_elsewhere_or_another_time_is_refused(world: World, changes: dict, code: str):
    signed = world.keys["clerk-a"].statement(statement_for(world.hub, "clerk-a", **changes))
    answer = enter(world, signed)
    assert (answer.status, answer.problem) == (401, code)


def test_a_nonce_serves_only_the_official_it_was_made_for(world: World):
    unsigned = statement_for(world.hub, "clerk-b", official="clerk-a")
    assert enter(world, world.keys["clerk-a"].statement(unsigned)).problem == "hub-nonce-used"


def test_another_officials_certificate_is_refused_and_in_the_audit(world: World):
    signed = world.keys["clerk-b"].statement(statement_for(world.hub, "clerk-a"))
    assert enter(world, signed).problem == "hub-certificate-not-enrolled"
    with sqlite3.connect(world.hub.data / "hub.sqlite") as store:
        refusals = store.execute("SELECT actor FROM audit WHERE action = 'login.refused'").fetchall()
    assert ("clerk-a",) in refusals


def test_an_unknown_official_is_answered_like_a_wrong_certificate(world: World):
    signed = world.keys["clerk-b"].statement(statement_for(world.hub, "nobody"))
    assert enter(world, signed).problem == "hub-certificate-not-enrolled"


def test_an_expired_certificate_is_refused(world: World):
    signed = world.keys["expired-a"].statement(statement_for(world.hub, "expired-a"))
    assert enter(world, signed).problem == "hub-certificate-expired"


def test_altered_or_unsigned_statements_are_refused(world: World):
    signed = world.keys["clerk-a"].statement(statement_for(world.hub, "clerk-a"))
    assert enter(world, signed.replace(b"clerk-a", b"clerk-b", 1)).problem == "hub-signature-broken"
    assert enter(world, statement_for(world.hub, "clerk-a")).problem == "hub-signature-broken"
    assert enter(world, b"").problem == "hub-signature-broken"
    assert enter(world, b"x" * 70_000).problem == "hub-request-unreadable"


def test_a_signed_statement_of_another_type_is_no_login(world: World):
    other = statement_for(world.hub, "clerk-a").replace(b'type="login/1"', b'type="ballot.cast/1"')
    answer = enter(world, world.keys["clerk-a"].statement(other))
    assert (answer.status, answer.problem) == (400, "hub-statement-unreadable")


def test_older_tls_is_refused(world: World):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", world.hub.port)) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain)


def test_nothing_without_a_session(world: World):
    for method, path in (("GET", "/v1/agencies"), ("POST", "/v1/mailbox/lease"), ("DELETE", "/v1/login")):
        assert raw(world.hub, method, path).problem == "hub-session-ended"
        assert raw(world.hub, method, path, headers={"Authorization": "Bearer x"}).problem == "hub-session-ended"


def test_logout_ends_the_session(world: World):
    client = world.fresh_client("clerk-a")
    headers = bearer(client)
    client.logout()
    assert raw(world.hub, "GET", "/v1/agencies", headers=headers).problem == "hub-session-ended"


def test_logins_in_one_name_are_slowed_down(own_world: World):
    asked = json.dumps({"official": "clerk-a"}).encode()
    answers = [raw(own_world.hub, "POST", "/v1/login/challenge", asked) for _ in range(35)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 3 <= len(refused) <= 5
    assert int(refused[0].headers["retry-after"]) >= 1
    other = raw(own_world.hub, "POST", "/v1/login/challenge", json.dumps({"official": "clerk-b"}).encode())
    assert other.status == 200


def test_unreadable_requests_get_a_problem_not_a_fault(world: World):
    for body in (
        b"",
        b"{",
        b"[]",
        b'{"official": 3}',
        b'{"official": "x", "more": 1}',
        b'{"official":"' + b"x" * 300 + b'"}',
    ):
        answer = raw(world.hub, "POST", "/v1/login/challenge", body)
        assert (answer.status, answer.problem) == (400, "hub-request-unreadable")
    assert raw(world.hub, "GET", "/").problem == "hub-not-found"
    assert raw(world.hub, "POST", "/v1/hub").problem == "hub-method-not-allowed"


def test_reading_a_login_statement_is_the_inverse_of_writing_it_and_nothing_else():
    statement = LoginStatement("hub-1", "ab" * 32, "Nguyễn & <Bình>", "n", datetime(2026, 11, 21, 3, 4, 5, tzinfo=UTC))
    written = write_login(statement)
    assert read_login(written) == statement
    for changed in (
        written.replace(b"<nonce>", b"<nonce >"),
        written.replace(b"</hub>", b"</hub>\n"),
        written.replace(b"<nonce>n</nonce>", b"<nonce>n</nonce><nonce>n</nonce>"),
        written.replace(b"2026-11-21T", b"2026-11-21 "),
        b'<?xml version="1.0"?>' + written,
        written.replace(b"&amp;", b"&#38;"),
        b"<statement/>",
        b"",
    ):
        with pytest.raises(StatementUnreadable):
            read_login(changed)
    with pytest.raises(StatementUnreadable):
        write_login(LoginStatement("hub-1", "ab" * 32, "a\u202eb", "n", statement.expires))
