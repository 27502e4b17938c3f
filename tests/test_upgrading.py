"""A new version over an older data folder: what people are in the middle of stays as they began it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Clock
from story import PROGRAMME, begins

import house
from core.db import rows
from core.directory import Person

Who = Callable[[str], Person]


@pytest.mark.parametrize("anew", ["programmes", "quizzes", "badges", "outcomes"])
def test_what_is_in_use_waits_also_when_a_migration_makes_a_followers_rows_anew(
    tmp_path: Path, opened: house.House, cast: Who, clock: Clock, anew: str
) -> None:
    """Whether anybody has begun is asked of followers' rows, and these are empty just after such a migration."""
    begins(opened, cast("ANA"), "pre")
    with opened.ground.read() as db:
        before = opened.paths.brief(db, PROGRAMME)
    with opened.ground.write() as writing:
        for follower in opened.ground.followers:
            if follower.name == anew:
                for table in follower.tables:
                    writing.db.conn.execute(f"delete from {table}")
                writing.db.conn.execute("delete from follow_cursors where follower = :name", {"name": anew})
    opened.ground.store.close()
    file = opened.ground.content / "programmes" / f"{PROGRAMME}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("criterion: 70", "criterion: 90"), encoding="utf-8")

    later = house.open_house(tmp_path / "data", clock=clock, synchronous="OFF")
    try:
        assert [(each.room, each.slug) for each in later.waiting] == [("programmes", PROGRAMME)]
        with later.ground.read() as db:
            assert later.paths.brief(db, PROGRAMME) == before
            told = rows(db, "select seq from record_facts where kind = 'ProgrammePublished'")
        assert len(told) == 1, "nothing is published again"
        assert list(later.audit()) == []
    finally:
        later.ground.store.close()
