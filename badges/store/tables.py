"""This room's tables: what was issued, frozen; and what the follower makes from the record."""

from core.db import Database, Migrations

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
