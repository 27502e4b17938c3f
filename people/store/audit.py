"""Whether the roster's rows are what the record says of them."""

from collections import defaultdict
from collections.abc import Iterator

from core.audit import Finding
from core.db import Database, rows
from core.record import in_order, of_kind, seal
from people.store.tables import first_day


def audit(db: Database) -> Iterator[Finding]:
    """Whether each person's row is what was last sealed about them; an erased person has no row, and that is right."""
    last = {fact.person: fact.body for fact in in_order(db, "PersonJoined", "PersonChanged")}
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    known = {row["id"]: row for row in rows(db, "select * from people_persons")}
    for person, body in last.items():
        row = known.pop(person, None)
        if row is None and person not in erased:
            yield Finding(f"person {person}", "the row is gone, and no fact says that it was erased")
        elif row and seal(row["salt"], [row["code"], row["title"], row["name"], row["position"]]) != body["seal"]:
            yield Finding(f"person {person}", "the row is not what the record sealed")
        elif row and row["executive"] != int(body["standing"] == "executive"):
            yield Finding(f"person {person}", "the standing is not what the record says")
    for person in known:
        yield Finding(f"person {person}", "the row has no fact that says they joined")
    yield from _roles(db, erased)
    yield from _places(db, erased)
    yield from _units(db)
    yield from _also(db, erased)


def _roles(db: Database, erased: set[str]) -> Iterator[Finding]:
    """Whether everybody holds the roles that the record gave them, and no others."""
    given: set[tuple[str, str, str]] = set()
    for fact in in_order(db, "RoleGranted", "RoleWithdrawn"):
        role = (fact.person, fact.body["role"], fact.unit)
        given = given | {role} if fact.kind == "RoleGranted" else given - {role}
    held = {(row["person"], row["role"], row["unit"]) for row in rows(db, "select * from people_grants")}
    for person, role_word, unit in sorted(given ^ held):
        if person not in erased:
            yield Finding(f"person {person}", f"the role {role_word} over {unit} is not what the record says")


def _also(db: Database, erased: set[str]) -> Iterator[Finding]:
    """Whether everybody has the secondary units that the record gave them last, and never their home unit among them."""
    given = {fact.person: frozenset(fact.body["units"]) for fact in of_kind(db, "PersonAlsoIn")}
    held: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(
        db, "select a.person, a.unit, p.unit home from people_also a join people_persons p on p.id = a.person"
    ):
        held[row["person"]].add(row["unit"])
        if row["unit"] == row["home"]:
            yield Finding(f"person {row['person']}", "the home unit is a secondary unit too")
    for person in sorted((given.keys() | held.keys()) - erased):
        if given.get(person, frozenset()) != held.get(person, set()):
            yield Finding(f"person {person}", "the secondary units are not what the record says")


def _places(db: Database, erased: set[str]) -> Iterator[Finding]:
    """Whether everybody stands in the unit where the record put them last, and is here or gone as it says."""
    stands: dict[str, tuple[str, int]] = {}
    came: dict[str, str] = {}
    for fact in in_order(db, "PersonJoined", "UnitChanged", "PersonLeft"):
        stands[fact.person] = (fact.unit, int(fact.kind != "PersonLeft"))
        if fact.kind == "PersonJoined":
            came[fact.person] = first_day(fact)
    for row in rows(db, "select id, unit, active, came from people_persons"):
        if row["id"] not in erased and stands.get(row["id"]) != (row["unit"], row["active"]):
            yield Finding(f"person {row['id']}", "unit or presence is not what the record says")
        if row["id"] not in erased and came.get(row["id"], "") != row["came"]:
            yield Finding(f"person {row['id']}", "the first day is not what the record says")


def _units(db: Database) -> Iterator[Finding]:
    """Whether each unit stands below the one, and under the name, that the record gave it last; or was removed there."""
    said: dict[str, tuple[str, str, str, bool]] = {}
    for fact in in_order(db, "UnitPlaced", "UnitRemoved"):
        if fact.kind == "UnitPlaced":
            said[fact.subject] = (fact.body["above"], fact.body["name"]["th"], fact.body["name"]["en"], True)
        elif fact.subject in said:
            said[fact.subject] = (*said[fact.subject][:3], False)
    for row in rows(db, "select id, above, stood, name_th, name_en from people_units"):
        told = said.pop(row["id"], None)
        if told != (row["stood"] or row["above"], row["name_th"], row["name_en"], not row["stood"]):
            yield Finding(f"unit {row['id']}", "its name or place is not what the record says")
    for unit in said:
        yield Finding(f"unit {unit}", "the row is gone")
