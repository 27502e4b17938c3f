"""The units that a programme names, and the tree as it stands: what to tell a person, and how to write them today.

Nothing here is a mistake of the file: units come, are named anew and get a namesake while a programme is in force.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from core.content import Slip, slip
from core.ways import Meant, Ways
from programmes.programme import Programme


def hints(units: Sequence[str], tree: Ways, meant: Meant) -> Iterator[Slip]:
    """What somebody should look at in the names; `meant`: which units they mean in the version in force."""
    for place, way in enumerate(units):
        now, was = tree.meant(way), _still(way, tree, meant)
        if len(now) > 1:
            yield _several(place, way, now, was, tree)
        elif not now:
            yield _renamed(place, way, was, tree) if was else _missing(place, way, tree)
        elif len(was) == 1 and was[0] != now[0]:
            yield _taken(place, way, was[0], tree)


def _still(way: str, tree: Ways, meant: Meant) -> Sequence[str]:
    """The units that a way was bound to and that are there."""
    return [unit for unit in meant.get(way, ()) if unit in tree.units]


def _several(place: int, way: str, now: Sequence[str], was: Sequence[str], tree: Ways) -> Slip:
    one = was[0] if len(was) == 1 else now[0]
    counted = (
        (f"หลักสูตรนี้นับ “{tree.whole(one)}”", f"this programme counts “{tree.whole(one)}”")
        if len(was) == 1
        else ("หลักสูตรนี้นับทุกแห่ง", "this programme counts all of them")
    )
    return slip(
        "units", place,
        wrong=(f"มีหน่วยงานชื่อ “{way}” {len(now)} แห่ง {counted[0]}", f"{len(now)} units are called “{way}”: {counted[1]}"),
        write=(f"เขียนเส้นทางของแห่งที่ต้องการ เช่น “{tree.written(one)}”", f"write the way to the one that is meant, such as “{tree.written(one)}”"),
    )  # fmt: skip


def _renamed(place: int, way: str, was: Sequence[str], tree: Ways) -> Slip:
    named = ", ".join(f"“{tree.written(unit)}”" for unit in was)
    return slip(
        "units", place,
        wrong=(f"“{way}” เปลี่ยนชื่อเป็น {named} แล้ว หลักสูตรนี้ยังนับคนเดิม", f"“{way}” is called {named} now; this programme keeps its people"),
        write=("เปลี่ยนเป็นชื่อใหม่เมื่อแก้แฟ้มครั้งต่อไป", "write the new name when the file is changed next"),
    )  # fmt: skip


def _missing(place: int, way: str, tree: Ways) -> Slip:
    names = {tree.written(unit): unit for unit in tree.units}
    near = next(iter(get_close_matches(way, names, 1, 0.8)), "")
    return slip(
        "units", place,
        wrong=(f"ไม่มีหน่วยงานชื่อ “{way}” จึงยังไม่มีใครเรียนจากชื่อนี้", f"no unit is called “{way}”, so that it is for nobody yet"),
        write=(f"เขียน “{near}” หากหมายถึงที่นั่น", f"write “{near}” if that is meant") if near
        else ("ใช้ชื่อตามหน้าบุคลากร หรือเส้นทาง “A > B”", "use a name from the page People, or a way “A > B”"),
    )  # fmt: skip


def _taken(place: int, way: str, was: str, tree: Ways) -> Slip:
    named = tree.written(was)
    return slip(
        "units", place,
        wrong=(f"“{way}” ในหลักสูตรนี้คือ “{named}” แต่วันนี้หน่วยงานอื่นใช้ชื่อนี้", f"“{way}” is “{named}” in this programme, and another unit has that name today"),
        write=(f"เขียน “{named}” เพื่อคงคนเดิม", f"write “{named}” to keep its people"),
    )  # fmt: skip


def today(programme: Programme, tree: Ways, meant: Meant) -> Programme:
    """The programme with its units as they are called today, so that whoever changes it goes on from there."""
    return programme.model_copy(update={"units": tuple(_today(way, tree, meant) for way in programme.units)})


def _today(way: str, tree: Ways, meant: Meant) -> str:
    was = _still(way, tree, meant)
    return way if len(was) != 1 or tree.meant(way) == (was[0],) else tree.written(was[0])
