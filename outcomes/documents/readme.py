"""The pack's own page: what each file is, and how anybody checks the signature without this system."""

from outcomes.ita import Ita
from outcomes.report import Report

# Each file with what it is, in Thai and in English.
_ABOUT = (
    ("report.docx", "รายงานในรูปบันทึกข้อความ แก้ไขต่อได้", "the report as a memorandum, to go on writing"),
    ("report.pdf", "รายงานฉบับเดียวกันสำหรับพิมพ์และเผยแพร่", "the same report, to print and publish"),
    ("report.xlsx", "ตัวเลขทั้งหมดในรายงาน", "all figures of the report"),
    ("topics.csv", "เรื่องที่เผยแพร่ วันที่ และช่องทาง", "topics published, with dates and links"),
    ("participation.csv", "จำนวนผู้เข้าร่วมทั้งหน่วยงาน ไม่มีรายชื่อ", "participation in totals, without names"),
    ("pledges.csv", "การลงนามคำมั่น แยกผู้บริหารและบุคลากร", "pledges signed, executives and members apart"),
    ("certificates.csv", "เกียรติบัตรที่ออกและเพิกถอน", "certificates issued and revoked"),
    ("snapshot.json", "ตัวเลขที่เผยแพร่ได้ ตรึงไว้เมื่อปิดงวด", "the figures that may be published, as frozen at the closing"),
    ("snapshot.sig.json", "ลายมือชื่ออิเล็กทรอนิกส์ของ snapshot.json และชื่อกุญแจ", "the signature over snapshot.json, and the key's name"),
    ("snapshot.sig", "ลายมือชื่อเดียวกันในรูปที่ openssl อ่าน", "the same signature as openssl reads it"),
    ("public-key.pem", "กุญแจสาธารณะของหน่วยงาน", "the organisation's public key"),
    ("ita.csv", "ตัวชี้วัด ITA แต่ละข้อใช้แฟ้มใด", "which files serve which ITA indicator"),
    ("SHA256SUMS", "ค่าตรวจสอบ (SHA-256) ของทุกแฟ้ม", "the digest of every file"),
)  # fmt: skip

VERIFY = "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in snapshot.json -sigfile snapshot.sig"


def readme(report: Report, ita: Ita | None) -> str:
    """README.txt, Thai first, with the line ends that Windows' editor needs."""
    wide = max(len(name) for name, _, _ in _ABOUT) + 2
    lines = [
        f"ชุดหลักฐาน {report.period.th}", report.organisation.th, "",
        *(f"  {name:<{wide}}{th}" for name, th, _ in _ABOUT), "",
        "ตรวจลายมือชื่อ (ต้องใช้ OpenSSL 3 ขึ้นไป) ด้วยคำสั่งเดียว ผลที่ถูกต้องคือ Signature Verified Successfully",
        f"  {VERIFY}",
        "กุญแจสาธารณะควรได้มาจากหน่วยงานโดยตรง ไม่ใช่จากชุดหลักฐานนี้เท่านั้น",
        "ตรวจว่าแฟ้มครบและไม่เปลี่ยนด้วยคำสั่ง  sha256sum -c SHA256SUMS", _numbers_th(report, ita), "",
        f"Evidence pack, {report.period.en}", report.organisation.en, "",
        *(f"  {name:<{wide}}{en}" for name, _, en in _ABOUT), "",
        "Verify the signature (OpenSSL 3 or later) with one command; it answers Signature Verified Successfully:",
        f"  {VERIFY}",
        "Take the public key from the organisation itself, not from this pack alone.",
        "See that all files are there and unchanged:  sha256sum -c SHA256SUMS", _numbers_en(report, ita), "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def _numbers_th(report: Report, ita: Ita | None) -> str:
    if ita is None:
        return "แผนยังไม่ได้ระบุตัวชี้วัด ITA (เลขข้อเปลี่ยนทุกปี) ita.csv จึงว่าง เพิ่มได้ในแฟ้มแผน"
    said = f"เลขข้อใน ita.csv เป็นของปีงบประมาณ พ.ศ. {ita.fiscal_year} ตรวจล่าสุด {ita.source.checked_day('th')}"
    return said if ita.fiscal_year == report.fiscal_year else f"{said} ไม่ใช่ปีของรายงานนี้ กรุณาตรวจเลขข้อก่อนส่ง"


def _numbers_en(report: Report, ita: Ita | None) -> str:
    if ita is None:
        return "The plan names no ITA indicators yet (their numbers change yearly), so ita.csv is empty; add them in the plan's file."
    said = f"The numbers in ita.csv are those of fiscal year B.E. {ita.fiscal_year}, last checked {ita.source.checked_day('en')}"
    return (
        f"{said}."
        if ita.fiscal_year == report.fiscal_year
        else f"{said}: not this report's year. Check them before handing in."
    )
