"""How certificates are worded and laid out: what is in force, the words that were issued, and the pictures in them."""

import hashlib
import json
from dataclasses import astuple, dataclass

from badges.said import LAYOUTS, Layout
from badges.words import DEFAULT, FIRST, Words
from core.db import Database, rows, value
from core.record import canonical, digest
from core.settings import (
    CERTIFICATE_EMBLEM,
    CERTIFICATE_LANGUAGES,
    CERTIFICATE_LAYOUT,
    CERTIFICATE_WORDS,
    set_to,
    setting,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How every certificate is shown, whenever it was issued: its layout, the organisation's picture, in which languages."""

    layout: Layout = "classic"
    emblem: str = ""  # the SHA-256 of the picture
    english: bool = True


def words(db: Database, version: str) -> Words:
    """The words of a version; of what was issued before words could be set, those that stood in the program then."""
    body = value(db, "select body from badges_words where version = :version", {"version": version})
    return Words.of(json.loads(body)) if body else FIRST


def words_in_force(db: Database) -> Words:
    """The words that a certificate of now is issued with."""
    version = setting(db, CERTIFICATE_WORDS)
    return words(db, version) if version else DEFAULT


def look(db: Database) -> Look:
    """The layout in force."""
    name = setting(db, CERTIFICATE_LAYOUT)
    layout: Layout = next((each for each in LAYOUTS if each == name), "classic")
    return Look(layout, setting(db, CERTIFICATE_EMBLEM), setting(db, CERTIFICATE_LANGUAGES) != "th")


def used_words(db: Database, version: str) -> None:
    """Note that a certificate names these words: they are kept for ever. Unset words are kept as they are now."""
    found = value(db, "select issued from badges_words where version = :version", {"version": version})
    if found is None:
        keep_words(db, FIRST if version == FIRST.version else words_in_force(db))
    if not found:
        db.conn.execute("update badges_words set issued = 1 where version = :version", {"version": version})


def keep_words(db: Database, kept: Words) -> None:
    """Keep words under their digest."""
    db.conn.execute(
        "insert into badges_words (version, body, issued) values (:version, :body, 0) on conflict (version) do nothing",
        {"version": kept.version, "body": canonical(kept.body()).decode()},
    )


def design_mark(db: Database) -> str:
    """The same as long as the design in force is the same."""
    return digest([words_in_force(db).version, *astuple(look(db))])


def keep_picture(db: Database, picture: bytes) -> str:
    """Keep a picture that a design may come to name; returns its digest. What none names is gone after the next saving."""
    name = hashlib.sha256(picture).hexdigest()
    db.conn.execute(
        "insert into badges_pictures (digest, picture) values (:digest, :picture) on conflict (digest) do nothing",
        {"digest": name, "picture": picture},
    )
    return name


def design(db: Database, wanted: Words, shown: Look) -> None:
    """Bring words and look into force; pictures that no certificate and no design names any more go."""
    keep_words(db, wanted)
    set_to(db, CERTIFICATE_WORDS, wanted.version)
    set_to(db, CERTIFICATE_LAYOUT, shown.layout)
    set_to(db, CERTIFICATE_EMBLEM, shown.emblem)
    set_to(db, CERTIFICATE_LANGUAGES, "th,en" if shown.english else "th")
    db.conn.execute("delete from badges_words where issued = 0 and version <> :version", {"version": wanted.version})
    named = {shown.emblem, *_signatures(db)}
    for row in rows(db, "select digest from badges_pictures"):
        if row["digest"] not in named:
            remove_picture(db, row["digest"])


def _signatures(db: Database) -> list[str]:
    """The pictures that any words name."""
    found = (Words.of(json.loads(row["body"])) for row in rows(db, "select body from badges_words"))
    return [signer.picture for each in found for signer in each.signers if signer.picture]


def earlier_signatures(db: Database) -> list[str]:
    """The pictures of signatures that issued certificates still bear, and the design of now does not."""
    now = {signer.picture for signer in words_in_force(db).signers}
    kept = {row["digest"] for row in rows(db, "select digest from badges_pictures")}
    return [each for each in dict.fromkeys(_signatures(db)) if each not in now and each in kept]


def picture(db: Database, name: str) -> bytes:
    """A picture; nothing when there is none, or it was removed."""
    return bytes(value(db, "select picture from badges_pictures where digest = :digest", {"digest": name}) or b"")


def remove_picture(db: Database, name: str) -> None:
    """Remove a picture from wherever it is shown: a certificate that bore it has a line to sign on by hand."""
    db.conn.execute("delete from badges_pictures where digest = :digest", {"digest": name})
    if setting(db, CERTIFICATE_EMBLEM) == name:
        set_to(db, CERTIFICATE_EMBLEM, "")
