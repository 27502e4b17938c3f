"""What a change would do, drawn: the lines that change, and whom it touches. Kept between runs as plain values."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from core.desk import Trial
from core.language import Text
from core.visit import Visit
from programmes.touched import SMALLEST, Touched

LINES = 200  # of a change that are shown
NAMES = 20
WORDS = {
    "title": Text(th="ชื่อ", en="title"),
    "title/th": Text(th="ชื่อหลักสูตร", en="Title in Thai"),
    "title/en": Text(th="ชื่อภาษาอังกฤษ", en="Title in English"),
    "th": Text(th="ไทย", en="Thai"),
    "en": Text(th="อังกฤษ", en="English"),
    "code": Text(th="รหัส", en="code"),
    "fiscal_year": Text(th="ปีงบประมาณ", en="fiscal year"),
    "first": Text(th="วันแรก", en="first day"),
    "last": Text(th="วันสุดท้าย", en="last day"),
    "units": Text(th="หน่วยงาน", en="unit"),
    "positions": Text(th="ตำแหน่ง", en="position"),
    "standing": Text(th="ระดับ", en="standing"),
    "criterion": Text(th="เกณฑ์ (ร้อยละ)", en="criterion (per cent)"),
    "newcomers": Text(th="วันของผู้เข้าใหม่แต่ละคน", en="days for each newcomer"),
    "known_at": Text(th="ข้ามบทเรียนได้เมื่อรู้แล้วร้อยละ", en="known from (per cent)"),
    "daily": Text(th="นาทีต่อวัน", en="minutes a day"),
    "forms": Text(th="ชุดข้อสอบ", en="form"),
    "valid_days": Text(th="อายุเกียรติบัตร (วัน)", en="validity (days)"),
    "path": Text(th="เส้นทาง", en="path"),
    "plan": Text(th="โครงการในแผน", en="project of the plan"),
    "pre": Text(th="ก่อนเรียน", en="pre"),
    "post": Text(th="หลังเรียน", en="post"),
    "lesson": Text(th="บทเรียน", en="lesson"),
    "test": Text(th="แบบทดสอบ", en="test"),
    "pledge": Text(th="คำมั่น", en="pledge"),
    "certificate": Text(th="เกียรติบัตร", en="certificate"),
    "items": Text(th="ข้อ", en="item"),
    "stem": Text(th="คำถาม", en="question"),
    "options": Text(th="ตัวเลือก", en="option"),
    "answer": Text(th="เฉลย", en="answer"),
    "feedback": Text(th="คำอธิบาย", en="feedback"),
    "text": Text(th="ข้อความ", en="text"),
    "rule": Text(th="กฎ", en="rule"),
    "earned": Text(th="วิธีได้รับ", en="how it is earned"),
    "sources": Text(th="แหล่งอ้างอิง", en="source"),
}


def plain(trial: Trial, touched: Touched | None) -> dict[str, Any]:
    """A trial as the session keeps it."""
    people = {} if touched is None else {
        "into": [person.id for person in touched.into[:NAMES]], "intos": len(touched.into),
        "out": [person.id for person in touched.out[:NAMES]], "outs": len(touched.out),
        **{name: getattr(touched, name) for name in ("enrolled", "begun_out", "begun", "tested", "reach", "miss")},
    }  # fmt: skip
    return {
        "version": trial.version, "head": trial.head, "changes": list(trial.changes[:LINES]), "more": len(trial.changes) - LINES,
        "facts": dict(trial.facts), "people": people,
    }  # fmt: skip


def changes(who: Visit, lines: Sequence[tuple[str, str]], more: int = 0) -> None:
    """The lines that go and come."""
    if not lines:
        st.html(f'<p class="sj-soft">{who.say("เนื้อหาเหมือนเดิม", "The content is the same")}</p>')
        return
    words = {"+": who.say("ใหม่", "new"), "-": who.say("เดิม", "old")}
    titles = who.ground.desk.offered() if who.ground.desk else {}
    body = "".join(
        f'<div class="{"sj-right" if sign == "+" else "sj-wrong"}"><span class="sj-soft">{sign} {words[sign]}</span>'
        f" {escape(_worded(who, line, titles))}</div>"
        for sign, line in lines
    )
    rest = who.say(f"และอีก {more} บรรทัด", f"and {more} more lines") if more > 0 else ""
    st.html(f'{body}<p class="sj-soft">{rest}</p>')


def _worded(who: Visit, line: str, titles: Mapping[str, Mapping[str, Text]]) -> str:
    """A line with the file's words in the reader's own, as far as they are known here, and titles for slugs."""
    way, mark, value = line.partition(": ")
    parts = way.split(" › ")
    known = titles.get(parts[-1], {}).get(value) or (WORDS.get(value) if parts[-1] == "test" else None)
    said = [WORDS[word][who.language] if word in WORDS else word for word in parts]
    return " › ".join(said) + mark + (known[who.language] if known else value)


def in_words(who: Visit, at: Sequence[str | int], told: str) -> str:
    """What is said of a slip, with the form's own word for the field in the place of the file's."""
    field = next((step for step in reversed(at) if isinstance(step, str)), "")
    text = WORDS.get(f"title/{field}" if "title" in at else field)
    return told.replace(f"“{field}”", f"“{text[who.language]}”") if text else told


def consequences(who: Visit, found: Mapping[str, Any]) -> None:
    """Whom it touches, and what stays as it was."""
    lines = [*_people(who, found["people"])] if found["people"] else []
    issued, revoked = (found["facts"].get(kind, 0) for kind in ("CredentialIssued", "CredentialRevoked"))
    marks = any(found["people"].get(word) for word in ("reach", "miss"))  # then the numbers tell of marks, too
    told = (lambda count: few(who, count)) if marks else str
    lines += [(who.say("เกียรติบัตรและเหรียญตราที่จะออกทันที", "Certificates and badges issued at once"), told(issued))]
    lines += [(who.say("ที่จะถูกเพิกถอน", "Revoked"), told(revoked))] if revoked else []
    body = "".join(f"<tr><td>{escape(label)}</td><td class=n>{escape(number)}</td></tr>" for label, number in lines)
    kept = who.say(
        "สิ่งที่ทำไปแล้วคงเดิม: บทเรียนที่อ่าน คำตอบ ลายมือชื่อ และเกียรติบัตรที่ออกแล้ว",
        "What was done stays as it was: lessons read, answers, signatures, and certificates issued.",
    )
    st.html(
        f'<div class="sj-card"><h3>{who.say("กระทบใคร", "Whom it touches")}</h3><div class="sj-wide"><table class="sj-table"><tbody>{body}</tbody>'
        f'</table></div>{_names(who, found["people"])}<p class="sj-soft">{kept}</p></div>'
    )


def _people(who: Visit, people: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    say = who.say
    lines = [
        (say("ผู้เรียนทั้งหมดหลังเปลี่ยน", "Enrolled afterwards"), str(people["enrolled"])),
        (say("เข้ามาใหม่", "Come in"), str(people["intos"])),
        (say("หลุดออก", "Fall out"), str(people["outs"])),
    ]
    if people["outs"]:
        lines += [(say("ในจำนวนที่หลุดออก เริ่มแล้ว", "of those who fall out, have begun"), str(people["begun_out"]))]
    if people["tested"]:
        lines += [
            (say("จะถึงเกณฑ์เพิ่ม", "Would now reach the criterion"), few(who, people["reach"])),
            (say("จะไม่ถึงเกณฑ์แล้ว", "Would no longer reach it"), few(who, people["miss"])),
        ]
    return [*lines, (say("เริ่มทำแล้ว รวมที่รับแบบทดสอบกระดาษ", "Have begun, or hold a printed test"), str(people["begun"]))]


def few(who: Visit, count: int) -> str:
    """A number that marks stand behind: groups under five are not counted."""
    return who.say(f"น้อยกว่า\u00a0{SMALLEST}", f"fewer than\u00a0{SMALLEST}") if 0 < count < SMALLEST else str(count)


def _names(who: Visit, people: Mapping[str, Any]) -> str:
    if not people:
        return ""
    with who.read() as db:
        names = who.ground.directory.names(db, [*people["into"], *people["out"]])
    told = ""
    for label, ids, count in (
        (who.say("เข้ามาใหม่", "Come in"), people["into"], people["intos"]),
        (who.say("หลุดออก", "Fall out"), people["out"], people["outs"]),
    ):
        if ids:
            listed = ", ".join(escape(names[each]) for each in ids if each in names)
            rest = who.say(f" และอีก {count - len(ids)} คน", f" and {count - len(ids)} more") if count > len(ids) else ""
            told += f"<p><strong>{label}:</strong> {listed}{rest}</p>"
    return told
