"""What staff ask before they begin: what is voluntary, what is kept and who sees it, and whom to ask."""

from core.language import Language, say
from programmes.announcement import Announcement


def voluntary(said: Announcement, language: Language) -> tuple[str, ...]:
    """What nobody must do; empty where nothing of the path is left to choose."""
    if not said.has("pledge"):
        return ()
    free = say(language, "การลงนามคำมั่นเป็นความสมัครใจของท่าน ระบบไม่บันทึกว่าใครปฏิเสธ ขั้นนี้เพียงยังไม่ครบจนกว่าจะลงนาม", "Signing the pledge is up to you. No refusal is kept; the step just stays open until you sign.")  # fmt: skip
    whole = say(language, "เกียรติบัตรออกให้ผู้ที่ทำครบทุกขั้น รวมการลงนาม", "The certificate is for whoever finishes every step, the signing too.")  # fmt: skip
    kinds = [step.kind for step in said.steps]
    last = "certificate" in kinds and kinds.index("pledge") < kinds.index("certificate")
    return (free, whole) if last else (free,)


def kept(language: Language) -> tuple[str, str, str]:
    """Privacy in three lines; the notice itself is shown before anybody begins."""
    return (
        say(language, "เก็บชื่อ หน่วยงาน บทเรียนที่อ่าน คำตอบ คะแนน คำมั่นที่ลงนาม และเกียรติบัตร ไม่ถามเลขประจำตัวประชาชน",
            "Kept are your name and unit, lessons read, answers and marks, pledges signed, and certificates. No national identity number is asked for."),
        say(language, "ผู้กำกับติดตามและผู้ดูแลระบบของหน่วยงานเห็นว่าท่านทำถึงขั้นใด คะแนนรายบุคคลเป็นของท่าน รายงานมีแต่ยอดรวม",
            "Your unit’s managers and administrators see how far you are. Your marks are yours. Reports hold totals only."),
        say(language, "ดูและดาวน์โหลดข้อมูลของท่านได้ที่หน้า “ข้อมูลของฉัน” และขอแก้หรือลบได้จากผู้ดูแลระบบ",
            "See and download your data on the page “My data”; ask an administrator to correct or erase it."),
    )  # fmt: skip


def ask(language: Language, contact: str = "") -> tuple[str, str]:
    """Whom to ask: as the office has set it, or a line to write it on, for the program names nobody by itself."""
    return (
        say(language, "ไม่มีใบเข้าใช้งาน ลืมรหัสผ่าน หรือไม่สะดวกใช้โทรศัพท์ ถามผู้ดูแลระบบของหน่วยงาน",
            "No slip, a forgotten password, or no phone to hand? Ask your unit’s administrator."),
        contact or say(language, "ชื่อและโทรศัพท์ ", "Name and telephone ") + "." * 60,
    )  # fmt: skip
