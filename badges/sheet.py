"""From what was frozen at issue, and how certificates are laid out today, to the sheet that is printed."""

from collections.abc import Mapping
from typing import Any

from badges import store
from badges.address import address_of, claims_of
from badges.said import Sheet
from core.db import Database
from core.ground import Ground
from core.language import Language


def sheet_of(ground: Ground, db: Database, id: str, data: Mapping[str, Any], language: Language) -> Sheet:
    """The sheet of a credential in one language: its words as they were then, in the layout of now."""
    claims, look, words = claims_of(id, data), store.look(db), store.words(db, data.get("words", ""))
    if not look.english:
        language = "th"
    return Sheet(
        organisation=data["organisation"][language],
        holder=data["holder"],
        unit=data["unit"][language],
        programme=data["programme"][language],
        passed=data["passed"],
        number=data["number"],
        issued=claims.issued,
        expires=claims.expires,
        language=language,
        address=address_of(ground, db, id, data),
        words=words,
        signatures=tuple(store.picture(db, signer.picture) for signer in words.signers),
        layout=look.layout,
        emblem=store.picture(db, look.emblem),
    )
