"""The organisation's public address, as it is kept and printed."""

from urllib.parse import urlsplit


def public_address(text: str) -> str | None:
    """An address as it is kept, "https://host" without a path; None when the text is not one. "" stays ""."""
    text = text.strip().rstrip("/")
    if not text:
        return ""
    parts = urlsplit(text if "://" in text else f"https://{text}")
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    plain_host = host.isascii() and all(part and part.replace("-", "").isalnum() for part in host.split("."))
    if parts.scheme != "https" or not plain_host or parts.path or parts.query or len(host) > 80:
        return None
    return f"https://{host}{f':{port}' if port else ''}"
