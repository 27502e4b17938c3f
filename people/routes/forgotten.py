"""What stands under the sign-in form for whoever cannot get in."""

from core.html import escape
from core.language import Language, say


def forgotten(language: Language, contact: str) -> str:
    """What whoever cannot get in does, and whom they ask."""
    whom = (
        say(language, f" {contact}", contact) if contact else say(language, "ผู้ดูแลระบบของหน่วยงาน", "your administrator")
    )
    named = f"{say(language, 'เข้าไม่ได้ ติดต่อ', 'Cannot get in? Ask')} {escape(contact)}"
    ways = (
        (
            "ลืมรหัสเข้าใช้งานหรือรหัสผ่าน?",
            "Forgot the code or the password?",
            f"ขอลิงก์หรือใบเข้าใช้งานใหม่จาก{whom} เปิดแล้วตั้งรหัสผ่านใหม่ได้ทันที สิ่งที่เรียนไว้ยังอยู่ครบ",
            f"For a new link or slip, ask {whom}. It lets you choose another password; all that you did is kept.",
        ),
        (
            "เพิ่งมาครั้งแรก?",
            "Here for the first time?",
            f"สแกนคิวอาร์โค้ดบนใบเข้าใช้งานหรือโปสเตอร์ของหน่วยงาน ถ้าไม่มี ขอจาก{whom}",
            f"Scan the QR code on your slip or on your office’s poster. Where there is none, ask {whom}.",
        ),
    )
    return "".join(
        f"<details><summary>{say(language, th, en)}</summary><p>{escape(say(language, do, does))}</p></details>"
        for th, en, do, does in ways
    ) + (f"<p>{named}</p>" if contact else "")
