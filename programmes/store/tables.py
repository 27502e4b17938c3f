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
