"""This room's tables: what was issued, frozen; and what the follower makes from the record."""

import json
from collections import Counter

from core.db import Database, Migrations, rows

migrations = Migrations("badges")

FOLLOWED = ("badges_programmes", "badges_rules", "badges_done", "badges_standing")


@migrations()
def m001_badges(db: Database) -> None:
    for table in (
        # The room's own: frozen at issue, never made anew. `data` and `salt` are emptied when a person is erased.
        "badges_credentials (id text primary key, person text not null, credential text not null,"
        " programme text not null, period text not null, edition integer not null, number text not null,"
        " data text not null, salt text not null, unique (person, credential, period, edition))",
        # The follower's: made from the record, dropped and made anew at will.
        "badges_programmes (slug text primary key, body text not null)",
        "badges_rules (slug text primary key, version text not null, shape text not null, rule text not null,"
        " valid_days integer not null, title text not null)",
        "badges_done (person text not null, programme text not null, what text not null, name text not null,"
        " score text not null, primary key (person, programme, what, name))",
        "badges_standing (id text primary key, person text not null, credential text not null, programme text not null,"
        " period text not null, passed integer not null, issued text not null, expires text not null,"
        " superseded text not null, revoked text not null, reason text not null)",
    ):
        db.conn.execute(f"create table {table}")
    db.conn.execute("create index badges_standing_person on badges_standing (person, credential)")


@migrations()
def m002_numbers(db: Database) -> None:
    """The last number of a year is found without counting all before it."""
    db.conn.execute(
        "create index badges_credentials_number on badges_credentials (credential, period, length(number), number)"
    )


@migrations()
def m003_what_was_known_before(db: Database) -> None:
    """The follower keeps the pre-test's marks by topic: it makes its rows anew."""
    for table in FOLLOWED:
        db.conn.execute(f"delete from {table}")
    db.conn.execute("delete from follow_cursors where follower = 'badges'")


@migrations()
def m004_celebrated(db: Database) -> None:
    """What its holder has been told of, once on whatever device; what was issued before is no news."""
    db.conn.execute("create table badges_celebrated (credential text primary key)")
    db.conn.execute("insert into badges_celebrated (credential) select id from badges_credentials")


@migrations()
def m005_words(db: Database) -> None:
    """The words that certificates were issued with, each under its digest, and pictures of signatures and of the office."""
    db.conn.execute(
        "create table badges_words (version text primary key, body text not null, issued integer not null)"
    )  # issued: 1 when a certificate names them
    db.conn.execute("create table badges_pictures (digest text primary key, picture blob not null)")


@migrations()
def m006_each_programme(db: Database) -> None:
    """Two programmes of a year may have one certificate, and each is issued its own."""
    db.conn.execute(
        "create table badges_credentials_new (id text primary key, person text not null, credential text not null,"
        " programme text not null, period text not null, edition integer not null, number text not null,"
        " data text not null, salt text not null, unique (person, credential, period, programme, edition))"
    )
    names = "id, person, credential, programme, period, edition, number, data, salt"
    db.conn.execute(f"insert into badges_credentials_new ({names}) select {names} from badges_credentials")
    db.conn.execute("drop table badges_credentials")
    db.conn.execute("alter table badges_credentials_new rename to badges_credentials")
    db.conn.execute(
        "create index badges_credentials_number on badges_credentials (credential, period, length(number), number)"
    )
    if _shared(db):  # what was held back till now is issued as the follower reads the record once more
        for table in FOLLOWED:
            db.conn.execute(f"delete from {table}")
        db.conn.execute("delete from follow_cursors where follower = 'badges'")


def _shared(db: Database) -> bool:
    """Whether two programmes of a year have one certificate."""
    asked = [json.loads(row["body"]) for row in rows(db, "select body from badges_programmes")]
    found = Counter((each["fiscal_year"], each["certificate"]) for each in asked if each["certificate"])
    return any(count > 1 for count in found.values())
