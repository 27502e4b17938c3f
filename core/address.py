"""Addresses by which a computer is reached: those that mean whichever computer opens them, and this one's own."""

import errno
import os
import socket
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from core.language import Text

LETTING_IN = "run.cmd -Office" if os.name == "nt" else "HOST=0.0.0.0"  # how the program is started for the whole office
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


def closed(host: str, port: int) -> Text | None:
    """Why no server can begin to listen there, and what to do; None where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        if os.name != "nt":  # there it would let two servers share a port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            return _why(error, host, port)
    return None


def _why(error: OSError, host: str, port: int) -> Text:
    if error.errno == errno.EADDRINUSE:
        return Text(
            th=f"พอร์ต {port} มีโปรแกรมใช้อยู่ อาจเป็นสุจริตที่เปิดไว้แล้ว ลองเปิด http://localhost:{port} ในเบราว์เซอร์ หรือเลือกพอร์ตอื่น เช่น --port {port + 1}",
            en=f"port {port} is in use, perhaps by Sujarit itself: open http://localhost:{port} in the browser, or choose another, such as --port {port + 1}",
        )
    if error.errno == errno.EACCES:
        return Text(
            th=f"ระบบไม่ให้ใช้พอร์ต {port} เลือกพอร์ตอื่น เช่น --port 8501",
            en=f"this system does not let us use port {port}; choose another, such as --port 8501",
        )
    return Text(
        th=f"เครื่องนี้ไม่มีที่อยู่ {host} ใช้ --host 127.0.0.1 สำหรับเครื่องนี้เท่านั้น หรือ --host 0.0.0.0 ให้เครื่องอื่นเปิดได้ด้วย",
        en=f"this computer has no address {host}; use --host 127.0.0.1 for this computer alone, or --host 0.0.0.0 to let others in",
    )
