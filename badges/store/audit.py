"""Whether what is printed on each credential is what was sealed at its issue."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.audit import Finding
from core.db import Database, Row, one, rows
from core.record import canonical, digest, of_kind, seal


def audit(db: Database) -> Iterator[Finding]:
    """Whether what is printed on each credential is what was sealed at its issue."""
    yield from _words(db)
    kept = {row["version"] for row in rows(db, "select version from badges_words")}
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    known = set()
    for fact in of_kind(db, "CredentialIssued"):
        known.add(fact.subject)
        row = one(db, "select * from badges_credentials where id = :id", {"id": fact.subject})
        place = f"credential {fact.subject}"
        if row is None:
            yield Finding(place, "its row is gone")
        elif row["data"] == "" or row["salt"] == "":
            if fact.person not in erased:
                yield Finding(place, "what is printed on it is gone, and no fact says that it was erased")
        elif wrong := _wrong(row, fact.person, fact.body, kept):
            yield Finding(place, wrong)
    for row in rows(db, "select id from badges_credentials"):
        if row["id"] not in known:
            yield Finding(f"credential {row['id']}", "the row has no fact")


def _words(db: Database) -> Iterator[Finding]:
    """Whether the words that certificates name are those that had the name then."""
    for row in rows(db, "select version, body from badges_words order by version"):
        try:
            same = digest(json.loads(row["body"])) == row["version"]
        except (ValueError, TypeError):
            same = False
        if not same:
            yield Finding(f"words {row['version'][:12]}", "they are not those that certificates were issued with")


def _wrong(row: Row, person: str, body: Mapping[str, Any], words: set[str]) -> str | None:
    if row["person"] != person or any(row[name] != body[name] for name in ("credential", "programme", "period")):
        return "its row is not what the record says"
    try:
        data = json.loads(row["data"])
    except ValueError:
        return "what is printed on it cannot be read"
    if canonical(data).decode() != row["data"] or seal(row["salt"], data) != body["seal"]:
        return "what is printed on it is not what was sealed at its issue"
    if data.get("words", "") not in {*words, ""}:  # "": issued before an office could word its own
        return "the words that it was issued with are gone"
    return None if data["number"] == row["number"] else "its number is not the one that is printed"
