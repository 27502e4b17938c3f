"""Where a draft stands: whether that lies within reach of whoever brings it, and the secondary units beside it."""

from core.directory import Person
from core.language import Text
from people.person import Draft
from people.roll import Roll
from people.tree import Way


def beyond(draft: Draft, person: Person | None, way: Way, roll: Roll) -> Text | None:
    """Why a draft is not theirs to bring; None when it is."""
    if person and draft.code and not roll.reached(person):
        return Text(
            th=f"รหัส {draft.code} เป็นของผู้ที่อยู่นอกหน่วยงานที่ท่านดูแล",
            en=f"the code {draft.code} belongs to somebody outside your units",
        )
    if way.several:
        example = next((roll.tree.written(unit) for unit in way.several if roll.within([unit])), f"A > {draft.unit}")
        return Text(
            th=f"มีหน่วยงานชื่อ “{draft.unit}” หลายแห่ง — เขียนเส้นทาง เช่น “{example}”",
            en=f"several units are called “{draft.unit}” — write the way to it, such as “{example}”",
        )
    if not roll.within([way.unit]):
        return _elsewhere(draft, way, roll)
    if person and not roll.reached(person):
        return Text(
            th=f"“{draft.name}” ในหน่วยงานนี้มีบทบาทนอกหน่วยงานที่ท่านดูแล — หากเป็นคนละคน ใส่รหัส",
            en=f"“{draft.name}” in this unit holds a role outside your units — if this is somebody else, give a code",
        )
    return None


def _elsewhere(draft: Draft, way: Way, roll: Roll) -> Text:
    above = roll.tree.units.get(way.unit)
    if not way.new or above is None:
        return Text(
            th=f"หน่วยงาน “{draft.unit}” อยู่นอกหน่วยงานที่ท่านดูแล", en=f"the unit “{draft.unit}” is outside your units"
        )
    return Text(
        th=f"หน่วยงานใหม่ “{way.new[0]}” จะอยู่ใต้ “{above.name.th}” นอกหน่วยงานที่ท่านดูแล — เขียนเส้นทาง เช่น “A > B”",
        en=f"the new unit “{way.new[0]}” would stand below “{above.name.en}”, outside your units — write the way, such as “A > B”",
    )


def secondary(draft: Draft, unit: str, person: Person | None, roll: Roll) -> tuple[str, ...] | Text | None:
    """The secondary units that a draft names, without the home unit; None where it says nothing, or why they cannot be.

    They are there already, or made by a row: a name that is typed wrong would otherwise make a unit without people.
    """
    if "also" in draft.silent:
        return None
    found: set[str] = set()
    for names in draft.others:
        way, name = roll.tree.way(names), " > ".join(names)
        if way.several:
            return Text(
                th=f"มีหน่วยงานรองชื่อ “{name}” หลายแห่ง — เขียนเส้นทางจากบนลงล่าง เช่น “A > {name}”",
                en=f"several units are called “{name}” — write the way to the secondary unit, such as “A > {name}”",
            )
        if way.new:
            return Text(
                th=f"ไม่มีหน่วยงานรอง “{name}” — ใช้ชื่อหน่วยงานที่มีอยู่แล้ว",
                en=f"there is no unit “{name}” for a secondary unit — name one that is there",
            )
        found.add(way.unit)
    found.discard(unit)
    before = set(person.also) - {unit} if person else set()
    if not roll.within(found ^ before):
        return Text(
            th="หน่วยงานรองที่เพิ่มหรือถอนอยู่นอกหน่วยงานที่ท่านดูแล — ขอให้ผู้ดูแลระบบของทั้งหน่วยงานแก้ให้",
            en="a secondary unit that comes or goes is outside your units — ask an administrator of the whole organisation",
        )
    return tuple(sorted(found))
