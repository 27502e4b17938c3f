"""What can be wrong with a programme though its shape is right: in itself, and in what it names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from core.content import Slip, buddhist, slip

if TYPE_CHECKING:
    from programmes.programme import Programme

CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
FORMS_OF = "form/"  # before a topic's slug: the forms that its measured test has, among the names of a path's words


def slips_of(programme: "Programme") -> Iterator[Slip]:
    """What a programme contradicts itself in."""
    if not CODE.fullmatch(programme.code):
        yield slip(
            "code",
            wrong=(f"รหัส “{programme.code}” ใช้ไม่ได้", f"the code “{programme.code}” cannot be used"),
            write=("ใช้ A–Z, 0–9 และขีด - ระหว่างคำเท่านั้น เช่น GIFTS-2570", "use A–Z, 0–9 and hyphens between, such as GIFTS-2570"),
        )  # fmt: skip
    yield from _order(programme)
    yield from _forms(programme)
    for field, names in (("units", programme.units), ("positions", programme.positions), ("forms", programme.forms)):
        yield from _twice(field, names)
    if programme.known_at is not None and "pre" not in programme.behind("test"):
        yield slip(
            "known_at",
            wrong=("ให้ข้ามบทเรียนที่รู้แล้ว แต่เส้นทางไม่มีแบบทดสอบก่อนเรียน", "what is known may be skipped, and the path has no pre-test to show it"),
            write=("เพิ่มขั้น test: pre หรือลบ known_at", "add the step “test: pre”, or remove known_at"),
        )  # fmt: skip
    if programme.valid_days is not None and not programme.behind("certificate"):
        yield slip(
            "valid_days",
            wrong=("กำหนดอายุเกียรติบัตรไว้ แต่เส้นทางไม่มีเกียรติบัตร", "it sets how long the certificate is valid, and the path has none"),
            write=("เพิ่มขั้น certificate หรือลบ valid_days", "add a step “certificate: …”, or remove valid_days"),
        )  # fmt: skip
    yield from buddhist(programme.first, "first")
    yield from buddhist(programme.last, "last")
    if programme.first and programme.last and programme.first > programme.last:
        yield slip(
            "last",
            wrong=("วันสิ้นสุดอยู่ก่อนวันเริ่ม", "the last day is before the first"),
            write=("แก้วันที่ให้เรียงกัน", "put the days in order"),
        )


def _twice(field: str, names: Sequence[str]) -> Iterator[Slip]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield slip(
                field,
                position,
                wrong=(f"“{name}” มีสองครั้ง", f"“{name}” stands twice"),
                write=("เหลือไว้ครั้งเดียว", "keep one of them"),
            )


def _order(programme: "Programme") -> Iterator[Slip]:
    words = [f"{word}: {name}" for word, name in programme.stops]
    yield from _twice("path", words)
    order = [stop for stop in words if stop in ("test: pre", "test: post") or stop.startswith("lesson:")]
    if "test: pre" in order[1:]:
        yield slip(
            "path",
            words.index("test: pre"),
            wrong=("แบบทดสอบก่อนเรียนอยู่หลังบทเรียน", "the pre-test comes after a lesson"),
            write=("ย้ายขึ้นก่อนบทเรียนแรก", "put it before the first lesson"),
        )
    if "test: post" in order[:-1]:
        yield slip(
            "path",
            words.index("test: post"),
            wrong=("แบบทดสอบหลังเรียนอยู่ก่อนบทเรียน", "the post-test comes before a lesson"),
            write=("ย้ายลงหลังบทเรียนสุดท้าย", "put it after the last lesson"),
        )
    for word in ("pledge", "certificate"):
        if len(programme.behind(word)) > 1:
            yield slip(
                "path",
                wrong=(f"มี {word} มากกว่าหนึ่ง", f"there is more than one {word}"),
                write=("เหลือไว้หนึ่ง", "keep one"),
            )


def _forms(programme: "Programme") -> Iterator[Slip]:
    tests = programme.behind("test")
    if programme.forms and len(set(programme.forms)) < len(tests):
        yield slip(
            "forms",
            wrong=(
                f"มีแบบทดสอบ {len(tests)} ครั้ง แต่ให้ใช้เพียงชุด {programme.forms[0]}",
                f"there are {len(tests)} tests, and form {programme.forms[0]} only",
            ),
            write=("ใส่อย่างน้อยสองชุด เช่น [A, B] เพราะไม่มีใครได้ชุดเดิมซ้ำ", "name at least two, such as [A, B]: nobody sees a form twice"),
        )  # fmt: skip


def meets(slug: str, programme: "Programme", names: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    """What a programme names and nobody offers; `names` are the words of a path with what may stand behind them."""
    words = sorted(word for word in names if not word.startswith(FORMS_OF))
    for position, (word, name) in enumerate(programme.stops):
        if word not in words:
            known = ", ".join(words)
            yield slip(
                "path",
                position,
                wrong=(f"ไม่รู้จักขั้น “{word}”", f"no room offers the step “{word}”"),
                write=(f"ใช้คำใดคำหนึ่ง: {known}", f"use one of: {known}"),
            )
        elif name not in names[word]:
            known = ", ".join(names[word]) or "–"
            yield slip(
                "path",
                position,
                wrong=(f"ไม่มี {word} ชื่อ “{name}”", f"there is no {word} “{name}”"),
                write=(f"ใช้ชื่อใดชื่อหนึ่ง: {known}", f"use one of: {known}"),
            )
    for position, form in enumerate(programme.forms):
        lacking = [topic for topic in programme.behind("lesson") if form not in names.get(FORMS_OF + topic, (form,))]
        if lacking and programme.behind("test"):
            shared = ", ".join(_shared(programme, names)) or "–"
            yield slip(
                "forms",
                position,
                wrong=(f"ข้อสอบเรื่อง {', '.join(lacking)} ไม่มีชุด {form}", f"the quiz of {', '.join(lacking)} has no form {form}"),
                write=(f"ใช้ชุดที่ทุกเรื่องมี: {shared}", f"use forms that every topic has: {shared}"),
            )  # fmt: skip


def _shared(programme: "Programme", names: Mapping[str, tuple[str, ...]]) -> list[str]:
    measured = [names[FORMS_OF + topic] for topic in programme.behind("lesson") if FORMS_OF + topic in names]
    return [form for form in ("A", "B", "C") if all(form in forms for forms in measured)]
