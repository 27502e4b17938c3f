"""The organisation's addresses, as they are kept and printed: the public one, and the one of the office's own network."""

from collections.abc import Collection
from ipaddress import IPv4Address
from urllib.parse import urlsplit

from core.address import loopback
from core.language import Text

PUBLIC_RULE = Text(
    th="ที่อยู่เว็บสาธารณะต้องเป็น https://ชื่อที่มีจุด และไม่ใช่ localhost — เช่น https://sujarit.example.go.th หรือเว้นว่าง",
    en="the public address must be https:// and a name with a dot, and not localhost — such as https://sujarit.example.go.th, or left empty",
)
OFFICE_RULE = Text(
    th="ที่อยู่ในเครือข่ายของหน่วยงานต้องเป็น http://เลขหรือชื่อเครื่อง และไม่ใช่ localhost — เช่น http://192.168.1.20:8501 หรือเว้นว่าง",
    en="the office network’s address must be http://number or name, and not localhost — such as http://192.168.1.20:8501, or left empty",
)

CHANNEL_RULE = Text(
    th="ช่องทางร้องเรียนต้องเป็นที่อยู่หน้าเว็บ — เช่น https://www.example.go.th/complaints หรือเว้นว่าง",
    en="the complaint channel must be the address of a web page — such as https://www.example.go.th/complaints, or left empty",
)


def public_address(text: str) -> str | None:
    """An address as it is kept, "https://host" without a path; None when the text is not one. "" stays ""."""
    return _kept(text, ("https",))


def office_address(text: str) -> str | None:
    """The same for the office's own network, where "http://" serves too."""
    return _kept(text, ("http", "https"))


def channel(text: str) -> str | None:
    """A link to a web page as it is kept, at most 300 characters; None when the text is not one. "" stays ""."""
    text = text.strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, _ = parts.hostname or "", parts.port  # a port that is none raises here
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not _plain(host) or parts.username is not None:
        return None
    whole = parts.geturl()
    return whole if len(whole) <= 300 and not any(each.isspace() or each in '"<>' for each in whole) else None


def _kept(text: str, schemes: Collection[str]) -> str | None:
    text = text.strip().rstrip("/")
    if not text:
        return ""
    scheme = next(iter(schemes))
    try:
        parts = urlsplit(text if "://" in text else f"{scheme}://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in schemes or parts.path or parts.query or parts.fragment or parts.username is not None:
        return None
    if not _plain(host) or loopback(host) or (scheme == "https" and "." not in host):
        return None  # one word is a name on an office's own network; the public knows none of them
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"


def _plain(host: str) -> bool:
    """Whether a host is a name, or four numbers; browsers take other numbers for addresses too."""
    labels = host.split(".")
    if labels[-1].isdecimal():
        try:
            IPv4Address(host)
        except ValueError:
            return False
        return True
    return len(host) <= 80 and host.isascii() and all(part and part.replace("-", "").isalnum() for part in labels)
