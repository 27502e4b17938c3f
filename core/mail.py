"""E-mail through the organisation's own server (SMTP), where one is set: most people have LINE and no e-mail.

A letter's fate is one of three: it went, it surely did not (`Refused`), or nobody knows (`Unsure`: the line broke
after the letter was handed over). Only the second may be tried again without asking anybody.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar

from core.db import Database
from core.language import Text
from core.settings import SMTP_HOST, SMTP_PORT, SMTP_SECURITY, SMTP_SENDER, SMTP_USER, set_to, setting
from core.signing import Refused

Security = Literal["starttls", "tls", "none"]
SECURITY: tuple[Security, ...] = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
PASSWORD_FILE = "smtp-password"  # noqa: S105 - the file's name in the folder of keys
SECONDS = 15.0  # for each answer of the server
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

# Why a letter did not go: a word for the log, and what is said of it.
REASONS = {
    "unreachable": Text(th="ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้ ตรวจชื่อเซิร์ฟเวอร์และพอร์ต", en="the mail server cannot be reached; check host and port"),
    "late": Text(th="เซิร์ฟเวอร์อีเมลไม่ตอบในเวลาที่กำหนด", en="the mail server did not answer in time"),
    "secure": Text(th="เชื่อมต่อแบบเข้ารหัสไม่ได้ ตรวจการเข้ารหัสและพอร์ต", en="no encrypted connection; check security and port"),
    "login": Text(th="เซิร์ฟเวอร์ไม่รับชื่อผู้ใช้หรือรหัสผ่าน", en="user or password is not accepted"),
    "sender": Text(th="เซิร์ฟเวอร์ไม่รับอีเมลผู้ส่ง", en="the sender’s address is not accepted"),
    "recipient": Text(th="เซิร์ฟเวอร์ไม่รับอีเมลผู้รับ", en="the recipient’s address is not accepted"),
    "refused": Text(th="เซิร์ฟเวอร์ไม่รับอีเมลฉบับนี้", en="the server did not accept this letter"),
    "cut": Text(th="สายขาดระหว่างส่ง ไม่ทราบว่าถึงหรือไม่", en="the line broke while sending; nobody knows whether it arrived"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server, and as whom it is used."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in plain text. `id` makes its Message-ID, so that a copy of it is known as one."""

    id: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Nobody knows whether it went, and why."""

    reason: str


Fate = TypeVar("Fate", Refused, Unsure)


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address, as most servers accept them."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def post_of(db: Database, keys: Path) -> Post | None:
    """The mail server that is set; None when there is none. Its password lies in a file beside the keys."""
    host, security = setting(db, SMTP_HOST), setting(db, SMTP_SECURITY, "starttls")
    if not host:
        return None
    chosen = next((each for each in SECURITY if each == security), SECURITY[0])
    port = setting(db, SMTP_PORT)
    file = keys / PASSWORD_FILE
    return Post(
        host, int(port) if port.isdecimal() else PORTS[chosen], chosen, setting(db, SMTP_USER),
        file.read_text(encoding="utf-8") if file.exists() else "", setting(db, SMTP_SENDER),
    )  # fmt: skip


def set_post(db: Database, post: Post, keys: Path) -> None:
    """Keep a mail server; with an empty password the one that is kept stays."""
    for name, text in (
        (SMTP_HOST, post.host),
        (SMTP_PORT, str(post.port)),
        (SMTP_SECURITY, post.security),
        (SMTP_USER, post.user),
        (SMTP_SENDER, post.sender),
    ):
        set_to(db, name, text)
    if not post.host or not post.user:
        (keys / PASSWORD_FILE).unlink(missing_ok=True)
    elif post.password:
        _keep(keys / PASSWORD_FILE, post.password)


def _keep(file: Path, password: str) -> None:
    """Write a secret that only its owner reads, from its first moment; the file is there whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as open_file:
        open_file.write(password)
    draft.replace(file)


class Line:
    """One connection for several letters: opened at the first, and not tried again by this one when that fails."""

    def __init__(self, post: Post, clock: Callable[[], datetime], seconds: float = SECONDS):
        self.post, self.clock, self.seconds = post, clock, seconds
        self._server: smtplib.SMTP | None = None
        self._broken: Refused | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server.close()

    def send(self, letter: Letter) -> Refused | Unsure | None:
        """Send one letter: None when the server took it, and else why not, in a word of REASONS."""
        if self._broken is None and self._server is None:
            self._broken = self._open()
        if self._broken is not None or self._server is None:
            return self._broken
        try:
            refused = self._addressed(self._server, letter)
        except OSError as error:  # smtplib's own are OSErrors too
            return self._lost(Refused(_why(error)))
        if refused is not None:
            return refused
        try:
            code, _ = self._server.data(_written(letter, self.post, self.clock()).as_bytes(policy=policy.SMTP))
        except smtplib.SMTPDataError:
            return self._lost(Refused("refused"))
        except OSError:  # the letter was on its way
            return self._lost(Unsure("cut"))
        return None if code == 250 else self._lost(Refused("refused"))

    def _addressed(self, server: smtplib.SMTP, letter: Letter) -> Refused | None:
        """Say from whom and to whom; nothing of the letter has gone yet."""
        for (code, _), reason in ((server.mail(self.post.sender), "sender"), (server.rcpt(letter.to), "recipient")):
            if code not in (250, 251):
                server.rset()
                return Refused(reason)
        return None

    def _lost(self, fate: Fate) -> Fate:
        """Give the line up, and let the next letter have one of its own."""
        if self._server is not None:
            self._server.close()
        self._server = None
        return fate

    def _open(self) -> Refused | None:
        secure = ssl.create_default_context()
        server: smtplib.SMTP | None = None
        try:
            if self.post.security == "tls":
                server = smtplib.SMTP_SSL(self.post.host, self.post.port, timeout=self.seconds, context=secure)
            else:
                server = smtplib.SMTP(self.post.host, self.post.port, timeout=self.seconds)
            if self.post.security == "starttls":
                server.starttls(context=secure)
            server.ehlo_or_helo_if_needed()
            if self.post.user:
                if not server.has_extn("auth"):
                    raise smtplib.SMTPAuthenticationError(530, b"the server knows no user")
                server.login(self.post.user, self.post.password)
        except (OSError, UnicodeError) as error:  # smtplib's own are OSErrors too
            if server is not None:
                server.close()
            return Refused(_why(error))
        self._server = server
        return None


def _why(error: Exception) -> str:
    """Why no line could be opened."""
    if isinstance(error, smtplib.SMTPAuthenticationError | UnicodeError):
        return "login"
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return "secure"
    waited = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)  # smtplib says "closed"
    return "late" if waited else "unreachable"


def _written(letter: Letter, post: Post, at: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = post.sender, letter.to
    message["Subject"] = " ".join(letter.subject.split())  # a line break would begin another header
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.id}@{post.sender.rpartition('@')[2] or 'sujarit.invalid'}>"
    message["Auto-Submitted"] = "auto-generated"  # no "I am on holiday" comes back (RFC 3834)
    message.set_content(letter.text, cte="base64")  # every server carries it, also one that knows ASCII only
    return message
