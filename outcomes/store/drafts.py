"""The next edition of a quarter before it is kept: read, signed, and still what the record says, or not any more."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.calendar import Span
from core.db import Database
from core.facts import PeriodClosed, PeriodRestated
from core.record import Writing, after, canonical, head, seal, stamp
from core.signing import Signer
from outcomes.moment import holds
from outcomes.store.closings import editions
from outcomes.store.followed import KINDS, PERSONAL

LOOKED_AT = 5_000  # facts told meanwhile; of more it is not found out whether they change anything
_SAID = KINDS | {"FigureEntered", "PeriodClosed", "PeriodRestated"}  # all that an account is made of


@dataclass(frozen=True, slots=True)
class Draft:
    """A quarter's next edition, as the record has it at the fact `seq`, whose hash is `head`."""

    account: Mapping[str, Any]
    before: str  # the digest of the edition before it; "" for the first
    edition: int
    seq: int
    head: str
    snapshot: bytes
    figures: str  # the snapshot's digest
    kid: str
    signature: str
    bits: bytes  # by scope and count, who stood in it
    salt: str


def drafted(
    db: Database, signer: Signer, account: Mapping[str, Any], handed: Mapping[str, Any],
    groups: Mapping[str, Mapping[str, int]],
) -> Draft:  # fmt: skip
    """An account as the next edition of its quarter. Signed is what of it is `handed` out, with seals over the rest."""
    earlier = editions(db, account["fiscal_year"], account["quarter"])
    edition, before = len(earlier) + 1, earlier[-1].figures if earlier else ""
    (seq, mark), salt = head(db), secrets.token_hex(16)
    bits = {scope: {word: f"{bits:x}" for word, bits in words.items()} for scope, words in groups.items()}
    said = canonical(
        {"edition": edition, "seq": seq, "head": mark, "account": handed, "whole": seal(salt, account), "groups": seal(salt, bits)}
    )  # fmt: skip
    return Draft(
        account, before, edition, seq, mark, said, hashlib.sha256(said).hexdigest(), signer.kid, signer.sign(said),
        canonical(bits), salt,
    )  # fmt: skip


def stands(db: Database, seq: int, span: Span) -> bool:
    """Whether nothing was told since the fact `seq` of the days up to the quarter's end, and nothing of what all days share.

    What people did since is said of days after the quarter, which is over.
    """
    told, ends = after(db, seq, LOOKED_AT, _SAID), stamp(span.ends)
    return len(told) < LOOKED_AT and all(fact.kind in PERSONAL and holds(fact) >= ends for fact in told)


def keep(writing: Writing, draft: Draft, by: str, reason: str = "") -> None:
    """Freeze a draft: the quarter's first edition, or one that states it anew for a reason."""
    year, quarter = draft.account["fiscal_year"], draft.account["quarter"]
    writing.db.conn.execute(
        "insert into outcomes_closed (fiscal_year, quarter, edition, snapshot, account, groups, figures, kid, signature,"
        " reason, salt, by, at) values (:year, :quarter, :edition, :snapshot, :account, :groups, :figures, :kid,"
        " :signature, :reason, :salt, :by, :at)",
        {
            "year": year, "quarter": quarter, "edition": draft.edition, "snapshot": draft.snapshot.decode(),
            "account": canonical(draft.account).decode(), "groups": draft.bits.decode(), "figures": draft.figures, "kid": draft.kid, "signature": draft.signature,
            "reason": reason, "salt": draft.salt, "by": by, "at": stamp(writing.at),
        },
    )  # fmt: skip
    said = (
        PeriodRestated(year, quarter, draft.before, draft.figures, draft.seq, draft.head, seal(draft.salt, reason))
        if draft.before
        else PeriodClosed(year, quarter, draft.figures, draft.seq, draft.head, dict(draft.account["versions"]))
    )
    writing.tell(said, person=by, subject=f"{year}/{quarter}")
