"""What is kept of a person, to take along: a page to read, and every room's rows as JSON."""

import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

from core.calendar import BANGKOK, local_day, long_date
from core.directory import Person
from core.keeper import Kept
from core.language import Language, Text, say

# What the rooms call their values, in words. What is not here stands as it does in the JSON.
WORDS: dict[str, Text] = {
    key: Text(th=th, en=en)
    for key, th, en in (
        ("person", "บุคคล", "Person"), ("roles", "บทบาท", "Roles"), ("role", "บทบาท", "Role"),
        ("code", "รหัส", "Code"), ("title", "คำนำหน้า", "Title"), ("name", "ชื่อ", "Name"),
        ("position", "ตำแหน่ง", "Position"), ("unit", "หน่วยงาน (รหัสภายใน)", "Unit (internal id)"),
        ("executive", "เป็นผู้บริหาร", "Executive"), ("language", "ภาษา", "Language"),
        ("festive", "แสดงตราดอกไม้ เหรียญตรา และการฉลอง", "Shows emblem, badges and celebrations"),
        ("sign_ins", "การเข้าสู่ระบบ", "Sign-ins"), ("notices_read", "ประกาศที่รับทราบ", "Notices read"),
        ("secondary_units", "หน่วยงานรอง", "Secondary units"),
        ("before_imports", "ข้อมูลก่อนการนำเข้ารายชื่อ", "As it was before an import"),
        ("at", "เมื่อ", "When"), ("ends", "สิ้นสุด", "Ends"), ("revoked", "ออกเมื่อ", "Ended"),
        ("version", "ฉบับ", "Version"), ("readings", "บทเรียนที่อ่าน", "Lessons read"),
        ("choices", "การตัดสินใจ", "Decisions"), ("programme", "หลักสูตร", "Programme"),
        ("lesson", "บทเรียน", "Lesson"), ("card", "หน้า", "Card"), ("option", "ทางเลือก", "Option"),
        ("finished", "จบเมื่อ", "Finished"), ("attempts", "การทำแบบทดสอบ", "Tests taken"),
        ("moment", "ก่อนหรือหลังเรียน", "Pre or post"), ("form", "ชุด", "Form"), ("steps", "คำตอบตามลำดับ", "Answers in order"),
        ("signatures", "ลายมือชื่อในคำมั่น", "Signatures"), ("pledge", "คำมั่น", "Pledge"),
        ("credentials", "เกียรติบัตรและเหรียญตรา", "Certificates and badges"), ("number", "เลขที่", "Number"),
        ("period", "ปีงบประมาณ", "Fiscal year"), ("data", "ข้อความที่พิมพ์", "What is printed"),
        ("begun", "หลักสูตรที่เริ่มแล้ว", "Programmes begun"), ("email", "อีเมล", "E-mail"),
        ("reminders", "อีเมลเตือน", "Reminders sent"), ("days", "เหลือ (วัน)", "Days left"), ("state", "ผล", "Came to"),
        ("paper", "พิมพ์เป็นกระดาษเมื่อ", "Printed on paper"), ("sat", "วันที่ทำบนกระดาษ", "Sat on paper"),
        ("typed_in", "การกรอกแบบทดสอบของผู้อื่น", "Tests typed in for others"), ("entries", "การกรอก", "Entries"),
        ("attempt", "ครั้งที่ทำ (รหัสภายใน)", "Attempt (internal id)"), ("n", "ลำดับ", "Number"),
        ("versions", "ฉบับของข้อสอบ", "Versions of the banks"), ("score", "คะแนน", "Score"),
        ("entered", "ตัวเลขที่บันทึก", "Figures entered"), ("indicator", "ตัวชี้วัด", "Indicator"), ("plan", "แผน", "Plan"),
        ("fiscal_year", "ปีงบประมาณ", "Fiscal year"), ("quarter", "ไตรมาส", "Quarter"), ("day", "วันที่", "Day"),
        ("amount", "จำนวน", "Amount"), ("evidence", "หลักฐาน", "Evidence"), ("reason", "เหตุผล", "Reason"),
        ("closed", "งวดที่ปิด", "Quarters closed"), ("edition", "ฉบับที่", "Edition"),
        ("brought", "ข้อมูลย้อนหลังที่นำเข้า", "Earlier results brought in"), ("label", "ชื่อ", "Label"), ("note", "หมายเหตุ", "Note"),
        ("credential", "เกียรติบัตรหรือเหรียญตรา", "Certificate or badge"), ("id", "รหัสภายใน", "Internal id"),
        ("salt", "ค่าสุ่มสำหรับตรวจว่าตรงกับบันทึก", "Salt of the seal"),
    )
}  # fmt: skip
STYLE = (
    "body{font:17px/1.75 Sarabun,'Leelawadee UI',Thonburi,sans-serif;max-width:800px;margin:0 auto;padding:16px;color:#1B2A41}"
    "table{border-collapse:collapse;width:100%;margin:0 0 16px}td,th{text-align:left;vertical-align:top;padding:6px 8px;"
    "border-bottom:1px solid #E3DFD3;overflow-wrap:anywhere;font-size:15px}th{width:30%}h1{font-size:26px}h2{font-size:20px}"
)


def packed(
    person: Person, rooms: Mapping[str, Mapping[str, Any]], kept: Mapping[str, Kept], language: Language, at: datetime
) -> bytes:
    """The ZIP: `my-data.html`, and a JSON file a room that keeps something."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        moment = at.astimezone(BANGKOK).timetuple()[:6]

        def put(name: str, text: str) -> None:
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)

        put("my-data.html", _page(person, rooms, kept, language, at))
        for room, data in rooms.items():
            if any(data.values()):
                put(f"{room}.json", json.dumps(data, ensure_ascii=False, indent=1))
    return out.getvalue()


def _page(
    person: Person, rooms: Mapping[str, Mapping[str, Any]], kept: Mapping[str, Kept], language: Language, at: datetime
) -> str:
    title = say(language, "ข้อมูลของฉัน", "My data")
    day = long_date(local_day(at), language)
    lead = say(
        language,
        f"ข้อมูลทั้งหมดที่สุจริตเก็บเกี่ยวกับท่าน ณ วันที่ {day} แฟ้ม .json ที่อยู่ด้วยกันเป็นข้อมูลชุดเดียวกันสำหรับโปรแกรม เก็บแฟ้มนี้ไว้ในที่ปลอดภัย",
        f"Everything that Sujarit keeps about you, as of {day}. The .json files beside it are the same for programs. Keep this file safe.",
    )
    sections = "".join(
        f"<h2>{escape(kept[room].title[language] if room in kept else room)}</h2>{_shown(data, language)}"
        for room, data in rooms.items()
        if any(data.values())
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><h1>{title}: {escape(person.full_name)}</h1><p>{lead}</p>{sections}</body></html>"
    )


def _shown(value: Any, language: Language) -> str:
    """A JSON value as HTML: what has names as a table, what is in order as a list."""
    if isinstance(value, Mapping):
        lines = "".join(
            f"<tr><th>{escape(WORDS[key][language] if key in WORDS else key)}</th><td>{_shown(each, language)}</td></tr>"
            for key, each in value.items()
        )
        return f"<table>{lines}</table>"
    if isinstance(value, list):
        return "".join(_shown(each, language) for each in value) or "–"
    return escape("–" if value in ("", None) else str(value))
