"""From what was frozen at issue to the token in the QR code, and the address round it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from badges.token import Claims, token
from core.db import Database
from core.ground import Ground
from core.settings import ADDRESS, setting


def claims_of(id: str, data: Mapping[str, Any]) -> Claims:
    """What the token of a credential says. The Thai names stand in it, whatever language is printed."""
    expires = date.fromisoformat(data["expires"]) if data["expires"] else None
    return Claims(id, data["holder"], data["unit"]["th"], data["code"], date.fromisoformat(data["issued"]), expires)


def address_of(ground: Ground, db: Database, id: str, data: Mapping[str, Any]) -> str | None:
    """The QR code's text, `HTTPS://<HOST>/V/<TOKEN>` in capitals; None while no public address is set."""
    public = setting(db, ADDRESS)
    return f"{public.upper()}/V/{token(claims_of(id, data), ground.signer)}" if public else None


def link_of(address: str) -> str:
    """The QR code's address as a link to send: LINE opens it in the phone's own browser, not in its own."""
    public, _, code = address.rpartition("/V/")
    return f"{public.lower()}/v/{code}?openExternalBrowser=1"
