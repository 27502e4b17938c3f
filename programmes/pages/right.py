"""Who may change what counts for everybody: those whose role reaches over the whole organisation."""

from core.directory import Role
from core.visit import Visit


def whole(who: Visit) -> bool:
    """Whether the visitor trains or administers the whole organisation."""
    return _over_all(who, "trainer", "administrator")


def administers(who: Visit) -> bool:
    """Whether the visitor administers the whole organisation."""
    return _over_all(who, "administrator")


def _over_all(who: Visit, *roles: Role) -> bool:
    with who.read() as db:
        top = next(iter(who.ground.directory.units(db)), "")
        return top in who.ground.directory.scope(db, who.person, *roles)


def names(who: Visit) -> str:
    """The names of those who may, ten at most."""
    with who.read() as db:
        directory = who.ground.directory
        top = next(iter(directory.units(db)), "")
        granted = (each for each in directory.everybody(db) if each.holds("trainer", "administrator"))
        people = [each for each in granted if top in directory.scope(db, each, "trainer", "administrator")]
    return ", ".join(each.full_name for each in people[:10]) or "–"
