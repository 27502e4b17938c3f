"""The tables of this room."""

from core.db import Database, Migrations

migrations = Migrations("outcomes")

FOLLOWED = (
    "outcomes_programmes",
    "outcomes_places",
    "outcomes_stays",
    "outcomes_did",
    "outcomes_issued",
    "outcomes_topics",
    "outcomes_frozen",
    "outcomes_counts",
    "outcomes_pairs",
)


@migrations()
def m001_counts(db: Database) -> None:
    """In the place of summaries by person, which an earlier version kept: the follower makes its rows anew."""
    for old in ("programmes", "roster", "topics", "tests", "steps", "finished"):
        db.conn.execute(f"drop table if exists outcomes_{old}")
    db.conn.execute("delete from follow_cursors where follower = 'outcomes'")
    for table in (
        "outcomes_programmes (slug text primary key, fiscal_year integer not null, body text not null) without rowid",
        # A unit's place in the tree, from `since` until the next row.
        "outcomes_places (unit text not null, since text not null, seq integer not null, above text not null,"
        " name text not null, primary key (unit, seq)) without rowid",
        # A stay on the roster, in a unit and as what: from `since` until `till` ("" while it lasts).
        "outcomes_stays (person text not null, seq integer not null, since text not null, till text not null,"
        " unit text not null, standing text not null, post text not null, also text not null,"
        " primary key (person, seq)) without rowid",
        "outcomes_did (person text not null, programme text not null, what text not null, at text not null,"
        " seq integer not null, value text not null, primary key (person, programme, what)) without rowid",
        "outcomes_issued (id text primary key, person text not null, programme text not null) without rowid",
        "outcomes_topics (slug text primary key, title text not null, at text not null) without rowid",
        # The ends of quarters that the record has passed, each with the last fact before it.
        "outcomes_frozen (closing text primary key, seq integer not null) without rowid",
        # How many people, by unit with all below it. `closing` is "" for now, else the end of a past quarter.
        "outcomes_counts (closing text not null, scope text not null, word text not null, unit text not null,"
        " n integer not null, primary key (closing, scope, word, unit)) without rowid",
        "outcomes_pairs (closing text not null, scope text not null, unit text not null, topic text not null,"
        " pre text not null, post text not null, n integer not null,"
        " primary key (closing, scope, unit, topic, pre, post)) without rowid",
    ):
        db.conn.execute(f"create table {table}")
    db.conn.execute("create index outcomes_stays_unit on outcomes_stays (unit, till)")


@migrations()
def m002_entered_closed_and_brought(db: Database) -> None:
    for table in (
        # What a manager entered of an indicator, each with its fact; the last row of a day counts, the others say how
        # it was.
        "outcomes_entered (seq integer primary key, fiscal_year integer not null, plan text not null,"
        " indicator text not null, day text not null, amount text not null, evidence text not null, reason text not null,"
        " salt text not null, by text not null, at text not null)",
        # A closed quarter's snapshot; a later edition states it anew.
        "outcomes_closed (fiscal_year integer not null, quarter integer not null, edition integer not null,"
        " snapshot text not null, groups text not null, figures text not null, kid text not null,"
        " signature text not null, reason text not null, salt text not null, by text not null, at text not null,"
        " primary key (fiscal_year, quarter, edition))",
        # Results of a year before the record, as a sheet gave them: totals only.
        "outcomes_history (id text primary key, fiscal_year integer not null, label text not null, moment text not null,"
        " people integer not null, mean text not null, variance text not null, note text not null, salt text not null,"
        " by text not null, at text not null, withdrawn text not null default '')",
    ):
        db.conn.execute(f"create table {table}")


@migrations()
def m003_units_by_id(db: Database) -> None:
    """A programme's row holds which units it means: the follower makes its rows anew."""
    for table in FOLLOWED:
        db.conn.execute(f"delete from {table}")
    db.conn.execute("delete from follow_cursors where follower = 'outcomes'")


@migrations()
def m004_what_is_not_handed_out(db: Database) -> None:
    """A closed quarter's whole account beside the snapshot that is signed and handed out, which holds a seal over it."""
    db.conn.execute("alter table outcomes_closed add column account text not null default ''")


@migrations()
def m005_first_days(db: Database) -> None:
    """A stay knows the first day of its time with us: the follower makes its rows anew."""
    for table in FOLLOWED:
        db.conn.execute(f"delete from {table}")
    db.conn.execute("delete from follow_cursors where follower = 'outcomes'")
    db.conn.execute("alter table outcomes_stays add column came text not null default ''")
