"""The privacy notice from its file, and the one in force."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.content import Slip, slip
from core.db import Database
from core.facts import NoticePublished
from core.language import Text
from core.library import Shelf, held, in_force
from people.notice import SLUG, Notice
from people.store import notice as store


def _meets(slug: str, content: Notice, names: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    if slug != SLUG:
        yield slip(
            "title",
            wrong=(f"ไม่มีหน้าใดแสดงแฟ้ม “{slug}”", f"no page shows a file “{slug}”"),
            write=(f"ตั้งชื่อแฟ้มว่า {SLUG}.yaml", f"call the file {SLUG}.yaml"),
        )


shelf = Shelf(
    room="people",
    title=Text(th="ประกาศความเป็นส่วนตัว", en="Privacy notice"),
    model=Notice,
    folder=Path(__file__).parent / "content",
    said=lambda slug, version, notice, mark: NoticePublished(version),
    binding=lambda notice: notice.binding(),
    used=lambda db, slug, version: store.was_read(db, version),
    meets=_meets,
)


def notice(db: Database) -> tuple[str, Notice] | None:
    """The version in force, and its words."""
    return in_force(db, shelf, SLUG)


def kept(db: Database, version: str) -> Notice:
    """The words of a version that was in force at some time."""
    found: Notice = held(db, shelf, SLUG, version)
    return found


def informed(db: Database, person: str) -> bool:
    """Whether a person has read the notice, as far as it binds today. Where there is none, there is nothing to read."""
    found = notice(db)
    return found is None or store.has_read(db, person, found[1].binding())
