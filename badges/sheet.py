"""From what was frozen at issue to the sheet that is printed."""

from collections.abc import Mapping
from typing import Any

from badges.address import address_of, claims_of
from badges.certificate import Sheet
from core.db import Database
from core.ground import Ground
from core.language import Language


def sheet_of(ground: Ground, db: Database, id: str, data: Mapping[str, Any], language: Language) -> Sheet:
    """The sheet of a credential in one language."""
    claims = claims_of(id, data)
    return Sheet(
        organisation=data["organisation"][language],
        holder=data["holder"],
        unit=data["unit"][language],
        achievement=data["programme"][language],
        programme=data["programme"][language],
        passed=data["passed"],
        number=data["number"],
        issued=claims.issued,
        expires=claims.expires,
        language=language,
        address=address_of(ground, db, id, data),
    )
