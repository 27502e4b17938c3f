"""Signing in: passwords by argon2, sign-ins as rows, one-time links, and the slow-down after failed tries."""

import hashlib
import os
import secrets
import threading
from datetime import datetime, timedelta

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane. The library's default costs 160 ms and 64 MiB each.
_HASH = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))
_AT_ONCE = threading.Semaphore(os.cpu_count() or 1)  # more at once would only wait for a core, holding memory

SHARED_LASTS = 5  # minutes without use after which a sign-in on a shared computer ends, where nothing else is set
SHORTEST, LONGEST = 2, 30  # minutes that may be set

# An office shares one address; one person does not share an account. A whole meeting may join by one poster.
FREE_TRIES = {"account": 5, "address": 40, "joining": 200, "taken": 20}
LONGEST_WAIT = timedelta(minutes=15)
SHORT_WAIT = {"joining": timedelta(seconds=15)}  # slow enough for a flood, and short enough for a meeting
REMEMBERED = timedelta(hours=1)  # failed tries older than this count no more


def hashed(password: str) -> str:
    """The password's argon2id hash."""
    with _AT_ONCE:
        return _HASH.hash(password)


_NOBODY = hashed(secrets.token_hex(16))  # who does not exist is checked as slowly as who does


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the kept hash's; takes as long when there is none."""
    with _AT_ONCE:
        right = _HASH.verify(password, kept or _NOBODY)
    return right and kept is not None


def token() -> str:
    """A new one-time token: 160 bits, in letters that a person can type."""
    return secrets.token_hex(20)


_TYPED = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that are taken for others


def typed_token() -> str:
    """A token that stands on a wall and may be typed: 16 signs of 31 (79 bits), in fours."""
    return "-".join("".join(secrets.choice(_TYPED) for _ in range(4)) for _ in range(4))


def kept_token(plain: str) -> str:
    """A token as it is kept: its SHA-256, so that a copy of the database opens nothing."""
    return hashlib.sha256(plain.encode()).hexdigest()


def wait(kind: str, tries: list[datetime], at: datetime) -> timedelta:
    """How long to wait before the next try; `tries` are the failed ones, oldest first."""
    recent = [moment for moment in tries if at - moment < REMEMBERED]
    over = len(recent) - FREE_TRIES[kind]
    if over < 0:
        return timedelta()
    pause: timedelta = min(timedelta(seconds=15) * 2 ** min(over, 10), SHORT_WAIT.get(kind, LONGEST_WAIT))
    return max(timedelta(), recent[-1] + pause - at)
