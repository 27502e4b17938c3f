"""This room's tables."""

from core.calendar import local_day
from core.db import Database, Migrations, rows
from core.record import Fact, of_kind
from people.order import sorting

migrations = Migrations("people")


def first_day(joined: Fact) -> str:
    """The first day of somebody who came onto the roster, ISO."""
    return joined.body.get("came") or joined.body.get("on") or local_day(joined.at).isoformat()


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


@migrations()
def m003_imports_and_also(db: Database) -> None:
    db.conn.execute(
        "create table people_also (person text not null references people_persons (id) on delete cascade,"
        " unit text not null references people_units (id), primary key (person, unit))"
    )
    db.conn.execute(
        "create table people_imports (id text primary key, at text not null, who text not null, came integer not null,"
        " changed integer not null, gone integer not null, undone text not null default '')"
    )
    db.conn.execute(
        "create table people_images (import text not null references people_imports (id),"
        " person text not null references people_persons (id) on delete cascade, before text not null,"
        " after text not null, since text not null, primary key (import, person))"
    )
    db.conn.execute("create index people_images_person on people_images (person)")
    db.conn.execute("create index people_persons_code on people_persons (lower(code))")
    db.conn.execute("create index people_persons_name on people_persons (name)")


@migrations()
def m004_doors(db: Database) -> None:
    db.conn.execute("alter table people_signins add column minutes integer not null default 0")
    db.conn.execute(
        "create table people_posters (id text primary key, token text not null unique, unit text not null"
        " references people_units (id), at_once integer not null, at text not null, ends text not null,"
        " ended text not null default '')"
    )
    db.conn.execute(
        "create table people_joining (id text primary key, poster text not null references people_posters (id),"
        " unit text not null references people_units (id), code text not null, title text not null, name text not null,"
        " position text not null, hash text not null, at text not null, declined text not null default '',"
        " word text not null default '')"
    )
    db.conn.execute("create index people_joining_code on people_joining (lower(code))")
    db.conn.execute(
        "create table people_notices (person text not null references people_persons (id) on delete cascade,"
        " version text not null, binding text not null, at text not null, primary key (person, version))"
    )
    db.conn.execute("create index people_notices_version on people_notices (version)")


@migrations()
def m005_units_removed(db: Database) -> None:
    # A unit that was removed keeps its row, for those who left from it: `stood` is the unit above it until then, and
    # `above` frees its name for another one. "" while it stands.
    db.conn.execute("alter table people_units add column stood text not null default ''")
    db.conn.execute("create index people_units_stood on people_units (stood)")


@migrations()
def m006_order_and_files(db: Database) -> None:
    # `sorting` is made of the name, and goes with it.
    db.conn.execute("alter table people_persons add column sorting text not null default ''")
    db.conn.executemany(
        "update people_persons set sorting = :sorting where id = :id",
        [{"id": row["id"], "sorting": sorting(row["name"])} for row in rows(db, "select id, name from people_persons")],
    )
    db.conn.execute("create index people_persons_sorting on people_persons (unit, sorting)")
    db.conn.execute("alter table people_imports add column file text not null default ''")
    db.conn.execute(
        "create table people_import_units (import text not null references people_imports (id), place integer not null,"
        " unit text not null references people_units (id), primary key (import, place))"
    )


@migrations()
def m007_first_days(db: Database) -> None:
    """The first day with us, for programmes that are for newcomers: known from the record."""
    db.conn.execute("alter table people_persons add column came text not null default ''")
    found = [{"id": fact.person, "came": first_day(fact)} for fact in of_kind(db, "PersonJoined")]
    db.conn.executemany("update people_persons set came = :came where id = :id", found)


@migrations()
def m008_festive(db: Database) -> None:
    db.conn.execute("alter table people_persons add column festive integer not null default 1")
