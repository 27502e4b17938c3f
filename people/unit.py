"""What a unit may be called, and where it may stand: everything that is wrong with a change of the tree."""

from collections.abc import Iterator, Mapping

from core.directory import Unit
from core.language import Text
from people.person import tidy

LONGEST = 150  # characters of a unit's name


def name_of(th: str, en: str) -> Text | None:
    """A unit's name as it is kept, None without a Thai one; where no English one is given, that stands for it."""
    return Text(th=tidy(th), en=tidy(en) or tidy(th)) if tidy(th) else None


def wrongs(units: Mapping[str, Unit], name: Text | None, above: str, unit: str = "") -> list[Text]:
    """Everything that is wrong with a unit of this name below another one; `unit`: the one that is there already."""
    if name is None:
        return [Text(th="ยังไม่มีชื่อหน่วยงาน — พิมพ์ชื่อ", en="the name is missing — type it")]
    return [*_name_wrong(name), *place_wrong(units, name, above, unit)]


def _name_wrong(name: Text) -> Iterator[Text]:
    """What is wrong with a name, wherever the unit stands."""
    if any(sign in each for each in (name.th, name.en) for sign in ">;"):
        yield Text(
            th="ชื่อหน่วยงานใช้เครื่องหมาย > และ ; ไม่ได้ เพราะใช้คั่นเส้นทางในแฟ้มรายชื่อ — เขียนอย่างอื่น",
            en="a name has no > and no ; in it: in sheets of people they part one name from the next — write it otherwise",
        )
    if max(len(name.th), len(name.en)) > LONGEST:
        yield Text(
            th=f"ชื่อยาวเกิน {LONGEST} ตัวอักษร — ย่อให้สั้นลง", en=f"the name is longer than {LONGEST} characters — shorten it"
        )


def place_wrong(units: Mapping[str, Unit], name: Text, above: str, unit: str = "") -> Iterator[Text]:
    """What is wrong with a unit of this name below another one; `unit`: the one that is there already, "" for a new one."""
    if above not in units:
        yield Text(th="ไม่พบหน่วยงานที่จะอยู่ใต้ — เลือกจากรายการ", en="there is no such unit to stand below — choose one")
        return
    if unit and unit in way(units, above):
        yield Text(
            th=f"“{units[unit].name.th}” อยู่ใต้ตนเองหรือใต้หน่วยงานย่อยของตนเองไม่ได้ — เลือกหน่วยงานอื่น",
            en=f"“{units[unit].name.en}” cannot stand below itself or a unit of its own — choose another one",
        )
    for each in units.values():
        if each.above == above and each.id != unit and (each.name.th == name.th or each.name.en == name.en):
            yield Text(
                th=f"ใต้ “{units[above].name.th}” มี “{each.name.th}” อยู่แล้ว — ใช้ชื่ออื่น",
                en=f"there is a “{each.name.en}” below “{units[above].name.en}” already — give another name",
            )
            return


def way(units: Mapping[str, Unit], unit: str) -> list[str]:
    """A unit and all above it, from the unit up."""
    found = list[str]()
    while unit in units and unit not in found:
        found.append(unit)
        unit = units[unit].above
    return found
