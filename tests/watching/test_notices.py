"""News by e-mail, through a real SMTP server."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from collections.abc import Generator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from tests.watching.desk import Desk, Press
from tests.watching.newsletter import watched_show


class Inbox:
    """What arrived."""

    def __init__(self) -> None:
        self.mails: list[tuple[Envelope, EmailMessage]] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.port = 0

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append((envelope, email.message_from_bytes(content, policy=email.policy.default)))
        return "250 OK"

    def authenticate(self, server: object, session: object, envelope: object, kind: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"secret")


@pytest.fixture
def inbox() -> Generator[Inbox]:
    box, loop = Inbox(), asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(box, authenticator=box.authenticate, auth_require_tls=False, loop=loop)

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0))
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield box
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def desk_with(folder: Path, user: str, port: int) -> Desk:
    (folder / "in").mkdir()
    (folder / "in" / "2026-11-20-é.txt").write_text("x\n", "utf-8")
    settings = f'smtp = "smtp://{user}127.0.0.1:{port}"\nmail_to = ["a@example.org", "b@example.org"]\n'
    return Desk(watched_show(folder / "show", f'drop = "{folder / "in"}"\nmail_from = "pod@example.org"\n{settings}'))


def aged(desk: Desk) -> Desk:
    import os

    for path in (desk.show.parent / "in").iterdir():
        os.utime(path, (desk.now - 60, desk.now - 60))
    return desk


def test_news_come_by_mail(tmp_path: Path, inbox: Inbox, press: Press) -> None:
    desk = aged(desk_with(tmp_path, "", inbox.port))
    assert not desk.once()
    ((envelope, mail),) = inbox.mails
    assert envelope.rcpt_tos == ["a@example.org", "b@example.org"]
    assert mail["Subject"] == "[Essai] refused: 2026-11-20-é.txt"
    assert "reason: 2026-11-20-é.txt: no article" in mail.get_content()
    assert mail["Message-ID"].endswith("@example.org>")
    assert desk.once()
    assert len(inbox.mails) == 1


def test_with_a_name_and_a_password(
    tmp_path: Path, inbox: Inbox, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = aged(desk_with(tmp_path, "pod%40example.org@", inbox.port))
    monkeypatch.delenv("MATINALE_SMTP_PASSWORD", raising=False)
    desk.once()
    assert "set MATINALE_SMTP_PASSWORD" in desk.all("not-told")[0]["reason"]
    monkeypatch.setenv("MATINALE_SMTP_PASSWORD", "secret")
    assert desk.once(60)
    assert inbox.logins == [(b"pod@example.org", b"secret")]
    assert len(inbox.mails) == 1


def test_a_mail_server_that_is_away_is_tried_again(tmp_path: Path, inbox: Inbox, press: Press) -> None:
    desk = aged(desk_with(tmp_path, "", 1))
    desk.once()
    assert desk.all("not-told")
    path = desk.show / "show.toml"
    path.write_text(path.read_text("utf-8").replace("127.0.0.1:1", f"127.0.0.1:{inbox.port}"), "utf-8")
    assert desk.once(60)
    assert len(inbox.mails) == 1
