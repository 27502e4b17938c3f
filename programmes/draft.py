"""A programme as a form holds it: plain values, made into what the file says, and checked in words as a file is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.content import Slip, slip
from core.language import Text
from core.shape import validated
from programmes.programme import Programme
from programmes.slips import meets

OWN = ("test", "lesson", "pledge", "certificate")  # the words that the form asks for, in the usual order


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form's parts about the path hold."""

    pre: bool
    lessons: tuple[str, ...]
    post: bool
    pledge: str
    certificate: str

    @property
    def stops(self) -> list[tuple[str, str]]:
        """The path in the usual order."""
        found = [("test", "pre")] if self.pre else []
        found += [("lesson", name) for name in self.lessons]
        found += [("test", "post")] if self.post else []
        found += [("pledge", self.pledge)] if self.pledge else []
        return found + ([("certificate", self.certificate)] if self.certificate else [])


def path(chosen: Chosen, before: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """The path as the file has it. An order of the office's own stays while the same steps are chosen."""
    others = [stop for stop in before if stop[0] not in OWN]
    stops = chosen.stops
    if sorted(stops) == sorted(stop for stop in before if stop[0] in OWN) and _lessons(stops) == _lessons(before):
        return [{word: name} for word, name in before]
    end = len(stops) - bool(chosen.certificate)
    return [{word: name} for word, name in (*stops[:end], *others, *stops[end:])]


def _lessons(stops: Sequence[tuple[str, str]]) -> list[str]:
    return [name for word, name in stops if word == "lesson"]


def checked(
    data: Mapping[str, Any], names: Mapping[str, tuple[str, ...]], codes: Mapping[str, str], slug: str
) -> tuple[Programme | None, list[Slip]]:
    """The programme, or every slip in it. `codes`: those of all programmes by slug; `slug`: its own, "" for a new one."""
    programme, slips = validated(
        {name: value for name, value in data.items() if value not in (None, "", [])}, Programme
    )
    if programme is not None:
        slips += list(meets(slug, programme, names))
    slips += list(_taken(str(data.get("code", "")), codes, slug))
    return (None if slips else programme), slips


def _taken(code: str, codes: Mapping[str, str], slug: str) -> Iterator[Slip]:
    others = {other for other, its in codes.items() if other != slug and its == code}
    if others or (not slug and code.lower() in codes):
        yield slip(
            "code",
            wrong=(f"มีหลักสูตรรหัส {code} อยู่แล้ว", f"there is a programme {code} already"),
            write=("ตั้งรหัสอื่น เช่น เติม -2", "choose another, such as with -2"),
        )


def alike(data: Mapping[str, Any], others: Mapping[str, Programme], slug: str) -> Iterator[Slip]:
    """What another programme of the same year has too: no mistake, and somebody should know what comes of it."""
    same = [its for other, its in others.items() if other != slug and its.fiscal_year == data["fiscal_year"]]
    title = data["title"]["th"].strip()
    if any(its.title.th == title for its in same):
        yield slip(
            "title",
            wrong=(f"มีหลักสูตรชื่อ “{title}” อยู่แล้วในปีนี้", f"another programme of this year is called “{title}”, too"),
            write=("ตั้งชื่อที่ผู้เรียนแยกออก", "give it a title by which people can tell them apart"),
        )
    certificate = next((stop["certificate"] for stop in data["path"] if "certificate" in stop), "")
    if certificate and (shared := [its for its in same if certificate in its.behind("certificate")]):
        named = (f"“{shared[0].title.th}”", f"“{shared[0].title.en}”")
        yield slip(
            "valid_days",
            wrong=(f"{named[0]} ในปีเดียวกันออกเกียรติบัตรใบเดียวกันนี้", f"{named[1]} issues the same certificate in the same year"),
            write=("ผู้ที่ได้จากหลักสูตรใดแล้วจะไม่ได้อีกฉบับ หากต้องการให้ต่างกัน เลือกเกียรติบัตรอื่น", "whoever has it from one does not get it again from the other; for two, choose another certificate"),
        )  # fmt: skip


def fresh_code(code: str, year: int, fiscal_year: int, codes: Mapping[str, str]) -> str:
    """A code for a new programme after a template's, that no other has."""
    base = code.replace(str(year), str(fiscal_year))[:17].rstrip("-")
    tries = (base, *(f"{base}-{n}" for n in range(2, 100)))
    return next(each for each in tries if each.lower() not in codes and each not in codes.values())


SECTIONS: Mapping[str, Text] = {
    "name": Text(th="1 ชื่อและปี", en="1 Name and year"),
    "whom": Text(th="2 สำหรับใคร", en="2 For whom"),
    "when": Text(th="3 เมื่อใด", en="3 When"),
    "what": Text(th="4 บทเรียนและแบบทดสอบ", en="4 Lessons and tests"),
    "close": Text(th="5 คำมั่นและเกียรติบัตร", en="5 Pledge and certificate"),
    "plan": Text(th="6 แผน", en="6 Plan"),
}
_PLACES = {
    "title": "name", "code": "name", "fiscal_year": "name", "units": "whom", "positions": "whom", "standing": "whom", "newcomers": "whom",
    "first": "when", "last": "when", "path": "what", "forms": "what", "criterion": "what", "known_at": "what", "daily": "what", "valid_days": "close",
    "plan": "plan",
}  # fmt: skip


def section_of(found: Slip) -> str:
    """The form's section in which a slip is shown."""
    return _PLACES.get(str(found.at[0]) if found.at else "", "name")
