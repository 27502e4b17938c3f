"""What the record says about a programme. Enrolment is a rule and the path is read from the rooms: no tables."""

from core.db import Database, Migrations, value

migrations = Migrations("programmes")


def begun(db: Database, slug: str) -> bool:
    """Whether anybody has done anything in a programme."""
    sql = "select 1 from record_facts where person != '' and body like :said limit 1"
    return bool(value(db, sql, {"said": f'%"programme":"{slug}"%'}))
