"""This room's tables."""

from core.db import Database, Migrations

migrations = Migrations("people")


@migrations()
def m001_roster(db: Database) -> None:
    db.conn.execute(
        "create table people_units (id text primary key, name_th text not null, name_en text not null,"
        " above text not null, place integer not null, unique (above, name_th))"
    )
    db.conn.execute(
        "create table people_persons (id text primary key, code text not null unique, title text not null,"
        " name text not null, position text not null, unit text not null references people_units (id),"
        " executive integer not null, language text, active integer not null, salt text not null)"
    )
    db.conn.execute("create index people_persons_unit on people_persons (unit)")
    db.conn.execute(
        "create table people_grants (person text not null references people_persons (id) on delete cascade,"
        " role text not null, unit text not null, primary key (person, role, unit))"
    )


@migrations()
def m002_signing_in(db: Database) -> None:
    db.conn.execute(
        "create table people_passwords (person text primary key references people_persons (id) on delete cascade,"
        " hash text not null)"
    )
    db.conn.execute(
        "create table people_links (token text primary key, purpose text not null, person text not null,"
        " ends text not null, used text not null default '')"
    )
    db.conn.execute("create index people_links_person on people_links (person)")
    db.conn.execute(
        "create table people_signins (id text primary key, person text not null references people_persons (id) on delete cascade,"
        " at text not null, ends text not null, revoked text not null default '')"
    )
    db.conn.execute("create index people_signins_person on people_signins (person)")
    db.conn.execute("create table people_tries (kind text not null, who text not null, at text not null)")
    db.conn.execute("create index people_tries_who on people_tries (kind, who, at)")
