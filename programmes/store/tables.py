"""This room's tables."""

from core.db import Database, Migrations

migrations = Migrations("programmes")


@migrations()
def m001_walked(db: Database) -> None:
    # The follower's: made from the record, dropped and made anew at will. `score`: the post-test's, a fraction of 1.
    db.conn.execute(
        "create table programmes_walked (programme text not null, person text not null, score text not null,"
        " primary key (programme, person))"
    )


@migrations()
def m002_reminders(db: Database) -> None:
    # Given by the person for reminders alone, and deleted with everything else that is theirs.
    db.conn.execute("create table programmes_addresses (person text primary key, address text not null)")
    # `state`: sending, sent or failed. The key is why nobody gets the same reminder twice.
    db.conn.execute(
        "create table programmes_deliveries (programme text not null, person text not null, days integer not null,"
        " state text not null, reason text not null, at text not null, primary key (programme, person, days))"
    )


@migrations()
def m003_paper_and_units(db: Database) -> None:
    """The follower knows printed tests, and what the units that a programme names mean: it makes its rows anew."""
    db.conn.execute("drop table programmes_walked")
    db.conn.execute("delete from follow_cursors where follower = 'programmes'")
    for table in (
        # `printed`: 1 while a test was printed for the person and nothing else has been told.
        "programmes_walked (programme text not null, person text not null, score text not null,"
        " printed integer not null, primary key (programme, person))",
        "programmes_places (unit text primary key, above text not null, name text not null)",
        # `units`: JSON, the ids that a way means; none while no unit has that name.
        "programmes_ways (programme text not null, way text not null, units text not null,"
        " primary key (programme, way))",
    ):
        db.conn.execute(f"create table {table}")


@migrations()
def m004_marks_by_topic(db: Database) -> None:
    """The follower keeps marks by topic: what somebody knew before, and masters after. It makes its rows anew."""
    for table in ("programmes_walked", "programmes_places", "programmes_ways"):
        db.conn.execute(f"delete from {table}")
    db.conn.execute("delete from follow_cursors where follower = 'programmes'")
    # JSON, share of full marks (a fraction of 1) by topic, of the pre-test and of the post-test; "" before it.
    for moment in ("pre", "post"):
        db.conn.execute(f"alter table programmes_walked add column {moment} text not null default ''")


@migrations()
def m005_celebrated(db: Database) -> None:
    """Who was told that a programme is finished: once, on whatever device. It is no fact, and goes with the person."""
    db.conn.execute(
        "create table programmes_celebrated (programme text not null, person text not null, primary key (programme, person))"
    )
