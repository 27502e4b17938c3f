"""Addresses by which a computer is reached: those that mean whichever computer opens them, and this one's own."""

import socket
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

_ELSEWHERE = "192.0.2.1"  # kept for examples by RFC 5737; nothing is sent to it


def loopback(host: str) -> bool:
    """Whether a host, be it with a port, means the very computer that opens it: a phone finds nobody there."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:  # such as "[" without its end
        return False
    if name in ("localhost", "localhost.localdomain") or name.endswith(".localhost"):
        return True
    with suppress(ValueError):
        number = ip_address(name)
        return number.is_loopback or number.is_unspecified
    return False


def reachable(host: str) -> list[str]:
    """By which hosts others reach a server that listens at `host`: none where that is a loopback, all where it is all."""
    everywhere = not host
    with suppress(ValueError):
        everywhere = everywhere or ip_address(host).is_unspecified
    if everywhere:
        return own_numbers()
    return [] if loopback(host) else [host]


def own_numbers() -> list[str]:
    """The numbers (IPv4) by which others in the network reach this computer, the usual one first.

    The one that the way out begins at, which a socket knows without sending anything; and those of its own name.
    """
    found = list[str]()
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect((_ELSEWHERE, 9))
        found.append(str(way.getsockname()[0]))
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [each for each in dict.fromkeys(found) if not loopback(each) and not ip_address(each).is_link_local]
