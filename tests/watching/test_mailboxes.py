"""Messages in a maildir and on a real IMAP server (dovecot), and files in a drop folder."""

from __future__ import annotations

import mailbox
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from matinale.errors import ShowError, UnreadableSource
from matinale.watching import drop
from matinale.watching.drop import SETTLED_S, DropSource
from matinale.watching.imap import ImapSource, mailbox_name
from matinale.watching.mail import Wanted, read_head
from matinale.watching.maildir import MaildirSource
from tests.watching.desk import Desk, Press
from tests.watching.newsletter import watched_show

BODY = "Le pont ouvre lundi à tous les trams\n\nLe pont de bois ouvre lundi. Il porte 40 tonnes, et plus encore.\n"


def message(number: int, sender: str = "lettre@example.org", subject: str = "Lettre n° {}") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"La Lettre <{sender}>", "nous@example.org"
    mail["Subject"], mail["Message-ID"] = subject.format(number), f"<{number}@example.org>"
    mail["Date"] = f"Fri, {number:02} Nov 2026 06:00:00 +0100"
    mail.set_content(BODY)
    return mail


def known_none(_: str) -> str:
    return ""


def guids(polled: object) -> list[str]:
    return [item.guid for item in polled.items] if polled else []  # type: ignore[attr-defined]  a Polled


# ── maildir ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def box(tmp_path: Path) -> mailbox.Maildir:
    return mailbox.Maildir(tmp_path / "box")


def test_a_maildir_gives_the_newsletters_messages_once(tmp_path: Path, box: mailbox.Maildir) -> None:
    for mail in (message(1), message(2, "other@example.org"), message(3, subject="Facture {}")):
        box.add(mail)
    source = MaildirSource(tmp_path / "box", Wanted("Lettre@example.org", "LETTRE N°"))
    polled = source.poll({}, known_none)
    assert guids(polled) == ["1@example.org"]
    assert polled is not None
    assert (polled.items[0].title, polled.items[0].moment.isoformat()) == ("Lettre n° 1", "2026-11-01T06:00:00+01:00")  # type: ignore[union-attr]
    assert source.poll({}, lambda guid: polled.items[0].digest) is None
    assert sorted(path.name for path in (tmp_path / "box" / "cur").iterdir()) == [], "nothing is moved"


def test_a_message_that_is_read_elsewhere_is_the_same_message(tmp_path: Path, box: mailbox.Maildir) -> None:
    key = box.add(message(1))
    source = MaildirSource(tmp_path / "box", Wanted())
    first = source.poll({}, known_none)
    assert first is not None
    (tmp_path / "box" / "new" / key).rename(tmp_path / "box" / "cur" / f"{key}:2,S")
    assert source.poll({}, lambda guid: first.items[0].digest) is None


def test_a_message_that_is_moved_during_a_look_is_met_where_it_went(
    tmp_path: Path, box: mailbox.Maildir, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = box.add(message(1))
    source, examine = MaildirSource(tmp_path / "box", Wanted()), MaildirSource._examine
    path = tmp_path / "box" / "new" / key

    def read_meanwhile(self: MaildirSource, *given: object) -> object:
        if path.exists():
            path.rename(tmp_path / "box" / "cur" / f"{key}:2,S")
        return examine(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(MaildirSource, "_examine", read_meanwhile)
    assert guids(source.poll({}, known_none)) == ["1@example.org"]


def test_no_maildir_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="is it a maildir"):
        MaildirSource(tmp_path / "none", Wanted()).poll({}, known_none)


def test_messages_with_broken_headers_have_a_guid() -> None:
    head = read_head(b"From: =?x?y?z\r\nDate: yesterday\r\nSubject: =?utf-8?q?=E9?=\r\n\r\nText", "key")
    assert (head.guid, head.moment) == ("key", None)


def test_mail_is_made_in_the_order_it_was_sent(tmp_path: Path, box: mailbox.Maildir, press: Press) -> None:
    for number in (3, 1, 2):
        box.add(message(number))
    desk = Desk(watched_show(tmp_path / "show", f'maildir = "{tmp_path / "box"}"\nbacklog = 2'))
    assert desk.once()
    assert [issue.date.day for _, issue in press.made if issue.date] == [2, 3]
    box.add(message(4))
    desk.once()
    desk.once()
    assert press.numbers == [2, 3, 4]
    assert press.made[0][0].slug == "", "an issue sent again finds its folder by number and date"


# ── drop folder ──────────────────────────────────────────────────────────────────────────────────────────────────────


def put(folder: Path, name: str, text: str = BODY, age_s: float = 60) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    os.utime(folder / name, (time.time() - age_s,) * 2)


def test_files_are_issues_once_they_are_whole(tmp_path: Path, press: Press) -> None:
    put(tmp_path / "in", "2026-11-20-a.txt")
    for name in (".hidden.txt", "b.txt.part", "c.txt~"):
        put(tmp_path / "in", name)
    put(tmp_path / "in", "2026-11-21-new.txt")
    desk = Desk(watched_show(tmp_path / "show", f'drop = "{tmp_path / "in"}"'))
    desk.once()
    put(tmp_path / "in", "2026-11-20-a.txt", BODY.replace("40", "41"))
    desk.once()
    desk.once()
    days = [issue.date.day for _, issue in press.made if issue.date]
    assert days == [20, 21, 20], "a replaced file is the corrected issue"


def test_a_file_is_not_taken_while_it_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in", "whole.txt", age_s=0)
    put(tmp_path / "in", "half.txt", "Le pont", age_s=0)
    waited: list[float] = []

    def write_on(seconds: float) -> None:
        waited.append(seconds)
        put(tmp_path / "in", "half.txt", age_s=0)
        put(tmp_path / "in", "later.txt", age_s=0)

    monkeypatch.setattr("matinale.watching.drop.time.sleep", write_on)
    assert guids(DropSource(tmp_path / "in").poll({}, known_none)) == ["whole.txt"]
    assert waited == [SETTLED_S]


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_made(
    tmp_path: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried with a folder in the place of what is read, since root may read every file."""
    put(tmp_path / "in", "2026-11-20-a.txt")
    put(tmp_path / "in", "2026-11-21-b.txt")
    whole = drop._beginning

    def forbidden(path: Path) -> bytes:
        return whole(tmp_path if path.name.endswith("a.txt") else path)

    desk = Desk(watched_show(tmp_path / "show", f'drop = "{tmp_path / "in"}"\nevery = "5m"'))
    with monkeypatch.context() as patch:
        patch.setattr(drop, "_beginning", forbidden)
        assert not desk.once()
        looks = desk.all("look-failed")
        assert [failed["failures"] for failed in looks] == [1, 2, 3], "told of after three"
        assert looks[0]["reason"] == f"{tmp_path}: cannot be read (Is a directory); mend its permissions"
    assert len(press.made) == 1
    assert desk.once()
    assert len(press.made) == 2


def test_a_file_in_an_old_encoding_is_read(tmp_path: Path, press: Press) -> None:
    put(tmp_path / "in", "2026-11-20-a.txt")
    (tmp_path / "in" / "2026-11-20-a.txt").write_bytes(BODY.replace("à tous", "été").encode("cp1252"))
    os.utime(tmp_path / "in" / "2026-11-20-a.txt", (time.time() - 60,) * 2)
    desk = Desk(watched_show(tmp_path / "show", f'drop = "{tmp_path / "in"}"'))
    assert desk.once()
    assert "été" in press.made[0][1].articles[0].title


def test_no_drop_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="make the folder"):
        DropSource(tmp_path / "none").poll({}, known_none)


# ── IMAP ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Server:
    """A running dovecot: its ports, and the maildir of its user."""

    imap: int
    imaps: int
    box: mailbox.Maildir
    owner: tuple[int, int]

    def deliver(self, mail: EmailMessage, folder: str = "") -> None:
        box = self.box.add_folder(folder) if folder else self.box
        box.add(mail)
        subprocess.run(["chown", "-R", "{}:{}".format(*self.owner), box._path], check=True)  # type: ignore[attr-defined]


CONFIG = """protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/mail
passdb {{
  driver = static
  args = password=sésame
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server() -> Generator[Server]:
    if not shutil.which("dovecot") or not shutil.which("openssl") or os.geteuid() != 0:
        pytest.skip("needs dovecot-imapd and openssl, and to be root")
    home = Path(tempfile.mkdtemp(prefix="matinale-imap-"))
    home.chmod(0o755)
    owner = pwd.getpwnam("mail")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    keys = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(home / "key.pem"), "-out", str(home / "cert.pem")]
    subprocess.run(["openssl", "req", "-x509", *keys, "-days", "2", *names], check=True, capture_output=True)
    ports = {"imap": free_port(), "imaps": free_port()}
    config = CONFIG.format(home=home, uid=owner.pw_uid, gid=owner.pw_gid, **ports)
    (home / "dovecot.conf").write_text(config, "utf-8")
    box = mailbox.Maildir(home / "mail")
    subprocess.run(["chown", "-R", f"{owner.pw_uid}:{owner.pw_gid}", home / "mail"], check=True)
    with subprocess.Popen(["dovecot", "-F", "-c", str(home / "dovecot.conf")]) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", ports["imaps"])) == 0:
                        break
                time.sleep(0.05)
            yield Server(**ports, box=box, owner=(owner.pw_uid, owner.pw_gid))
        finally:
            process.terminate()
            process.wait(10)
            shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def trusting(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(server.box._path).parent / "cert.pem"))  # type: ignore[attr-defined]


@pytest.mark.usefixtures("trusting")
def test_a_mailbox_gives_what_came_since_the_last_look(server: Server) -> None:
    server.deliver(message(1))
    server.deliver(message(2, "other@example.org"))
    address = f"imaps://nous%40example.org@localhost:{server.imaps}"
    source = ImapSource(address, Wanted("lettre@example.org"), "sésame")
    first = source.poll({}, known_none)
    assert first is not None
    assert guids(first) == ["1@example.org"]
    assert first.items[0].content.endswith(b"et plus encore.\r\n")
    assert source.poll(first.cursor, known_none) is None, "nothing came since"
    server.deliver(message(3))
    second = source.poll(first.cursor, known_none)
    assert second is not None
    assert guids(second) == ["3@example.org"]
    assert guids(source.poll({**second.cursor, "uidvalidity": "1"}, known_none)) == ["1@example.org", "3@example.org"]
    assert not [key for key, mail in server.box.items() if "S" in mail.get_flags()], "nothing is marked as read"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("trusting")
def test_a_folder_of_the_mailbox_by_starttls(server: Server) -> None:
    server.deliver(message(7), mailbox_name("Été"))
    source = ImapSource(f"imap://nous@localhost:{server.imap}/%C3%89t%C3%A9", Wanted(), "sésame")
    assert guids(source.poll({}, known_none)) == ["7@example.org"]


@pytest.mark.usefixtures("trusting")
def test_an_issue_in_the_mailbox_is_made_once(
    server: Server, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(message(8), "Lettres")
    monkeypatch.setenv("MATINALE_IMAP_PASSWORD", "sésame")
    desk = Desk(watched_show(tmp_path / "show", f'imap = "imaps://nous@localhost:{server.imaps}/Lettres"'))
    assert desk.once()
    assert desk.once()
    assert press.numbers == [8]


@pytest.mark.slow
@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(("path", "password"), [("/None", "sésame"), ("", "wrong")])
def test_what_the_server_refuses_is_one_clear_line(server: Server, path: str, password: str) -> None:
    source = ImapSource(f"imaps://nous@localhost:{server.imaps}{path}", Wanted(), password)
    with pytest.raises(UnreadableSource, match=r"check watch\.imap and MATINALE_IMAP_PASSWORD"):
        source.poll({}, known_none)


def test_a_server_of_another_name_is_not_trusted(server: Server) -> None:
    with pytest.raises(UnreadableSource, match="certificate"):
        ImapSource(f"imaps://nous@localhost:{server.imaps}", Wanted(), "sésame").poll({}, known_none)


def test_a_server_that_is_away() -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        ImapSource(f"imaps://nous@127.0.0.1:{free_port()}", Wanted(), "x").poll({}, known_none)


def test_the_password_is_asked_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATINALE_IMAP_PASSWORD", raising=False)
    with pytest.raises(ShowError, match="set MATINALE_IMAP_PASSWORD"):
        Desk(watched_show(tmp_path / "show", 'imap = "imaps://nous@mail.example.org"')).once()
